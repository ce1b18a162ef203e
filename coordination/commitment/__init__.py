"""What one State or agency will do, by whom and by when; only it can say so (4.4, DR-30)."""

from __future__ import annotations

from coordination.commitment.milestone import added, dropped, reached, unreached
from coordination.commitment.offering import (
    accepted,
    authorised,
    lapsed,
    offered,
    started,
    superseded,
)
from coordination.commitment.period import opened, opens, rested
from coordination.commitment.record import Commitment, Milestone, Promise, Source, Strength
from coordination.commitment.series import Every, Series
from coordination.commitment.stage import LIFECYCLE, Stage
from coordination.commitment.standing import (
    done,
    extended,
    overdue,
    postponed,
    resumed,
    suspended,
    unverified,
    verified,
    withdrawn,
)

__all__ = [
    "LIFECYCLE",
    "Commitment",
    "Every",
    "Milestone",
    "Promise",
    "Series",
    "Source",
    "Stage",
    "Strength",
    "accepted",
    "added",
    "authorised",
    "done",
    "dropped",
    "extended",
    "lapsed",
    "offered",
    "opened",
    "opens",
    "overdue",
    "postponed",
    "reached",
    "rested",
    "resumed",
    "started",
    "superseded",
    "suspended",
    "unreached",
    "unverified",
    "verified",
    "withdrawn",
]
