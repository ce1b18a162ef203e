"""The record of a commitment: what is promised, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.commitment.series import Series
from coordination.commitment.stage import LIFECYCLE, Stage
from coordination.poll.letter import LetterChannel
from coordination.tlp import Tlp


class Strength(StrEnum):
    """How firm it is; what is encouraged, or may be done, never falls overdue (E6)."""

    SHALL = "shall"
    SHOULD = "should"
    ENCOURAGED = "encouraged"
    MAY = "may"

    @property
    def firm(self) -> bool:
        """Whether it can fall overdue."""
        return self in (Strength.SHALL, Strength.SHOULD)


@dataclass(frozen=True)
class Milestone:
    """A step on the way: what, by when (UTC), and since when it is reached."""

    what: str
    due: datetime
    reached_at: datetime | None = None


@dataclass(frozen=True)
class Source:
    """What a duty rests on (E5, E8): an agreement's article or a meeting's conclusion.

    `of` is the id of the agreement or meeting, empty where it is only named; `place` the number of
    the article or conclusion.
    """

    title: str
    of: str = ""
    place: str = ""


@dataclass(frozen=True)
class Promise:
    """What is offered: what, by which authority, from when and by when (UTC) (U-35).

    `confirm_by` is when an offer subject to confirmation by capital lapses; `plan` is the plan of
    action whose action it takes on; `series` says that it recurs, `source` what it rests on.
    """

    what: str
    authority: str
    due: datetime
    starts: datetime | None = None
    strength: Strength = Strength.SHALL
    response: str | None = None
    confirm_by: datetime | None = None
    plan: str | None = None
    milestones: tuple[Milestone, ...] = ()
    series: Series | None = None
    source: Source | None = None

    @property
    def late_from(self) -> datetime:
        """From when on it is late: the due instant, or the end of its grace."""
        return self.series.late_from(self.due) if self.series else self.due


@dataclass(frozen=True)
class ByLetter:
    """How an offer came from outside: the way, when, the proof, and who looked at it second."""

    channel: LetterChannel
    reached: datetime
    evidence: str
    seen_by: str | None = None


@dataclass(frozen=True)
class Commitment:
    """One party's own undertaking; `reason` is that of the last withdrawal or change.

    `done_at` is when its party says that it is done; `verified_at` when somebody else has seen
    it: the chair, or a person of the party `verified_for`. `moved_from` is the due instant before
    the clock moved it off a day on which its authority does not work. One that answers no incident
    has none, and a `label` of its own.
    """

    id: str
    group: str
    incident: str
    owner: str
    promise: Promise
    stage: Stage
    offered_by: str
    offered_at: datetime
    evidence: str | None = None
    done_at: datetime | None = None
    verified_by: str | None = None
    verified_at: datetime | None = None
    verified_for: str | None = None
    withdrawn_at: datetime | None = None
    reason: str | None = None
    successor: str | None = None
    moved_from: datetime | None = None
    letter: ByLetter | None = None
    label: Tlp | None = None

    def moved(self, act: str) -> Commitment:
        """The commitment after an act; raises `Refused` when its stage does not list it."""
        return replace(self, stage=LIFECYCLE.after(act, self.stage))

    def late(self, now: datetime) -> bool:
        """Whether it is to be marked overdue: active, past its grace, and more than encouraged."""
        firm = self.promise.strength.firm
        return firm and self.stage is Stage.ACTIVE and self.promise.late_from <= now
