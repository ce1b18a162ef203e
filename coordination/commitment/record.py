"""The record of a commitment: what is promised, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.commitment.stage import LIFECYCLE, Stage
from coordination.poll.letter import LetterChannel


class Strength(StrEnum):
    """How firm it is; what is encouraged never falls overdue."""

    SHALL = "shall"
    SHOULD = "should"
    ENCOURAGED = "encouraged"


@dataclass(frozen=True)
class Milestone:
    """A step on the way: what, by when (UTC), and since when it is reached."""

    what: str
    due: datetime
    reached_at: datetime | None = None


@dataclass(frozen=True)
class Promise:
    """What is offered: what, by which authority, from when and by when (UTC) (U-35).

    `confirm_by` is when an offer subject to confirmation by capital lapses; `plan` is the plan of
    action whose action it takes on.
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
    the clock moved it off a day on which its authority does not work.
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

    def moved(self, act: str) -> Commitment:
        """The commitment after an act; raises `Refused` when its stage does not list it."""
        return replace(self, stage=LIFECYCLE.after(act, self.stage))

    def late(self, now: datetime) -> bool:
        """Whether it is to be marked overdue: active and due, and more than encouraged."""
        firm = self.promise.strength is not Strength.ENCOURAGED
        return firm and self.stage is Stage.ACTIVE and self.promise.due <= now
