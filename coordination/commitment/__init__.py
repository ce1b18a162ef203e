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
from coordination.commitment.record import Commitment, Milestone, Promise, Strength
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
    "Milestone",
    "Promise",
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
    "overdue",
    "postponed",
    "reached",
    "resumed",
    "started",
    "superseded",
    "suspended",
    "unreached",
    "unverified",
    "verified",
    "withdrawn",
]
