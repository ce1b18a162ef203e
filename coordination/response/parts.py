"""The parts that the text of each type of common response has (T-40 … T-44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class ResponseType(StrEnum):
    """The four types of outcome; anything else needs a reason (T-40).

    Lifting is no outcome of its own: it is the decision that ends a suspension (4.1).
    """

    UNIFICATION = "unification_of_procedures"
    MESSAGE = "common_message"
    SUSPENSION = "suspension"
    ASSISTANCE = "technical_assistance"
    LIFTING = "lifting"
    OTHER = "other"


@dataclass(frozen=True)
class Implementing:
    """By which instrument, and from when, one State applies the single procedure (T-41)."""

    party: str
    instrument: str
    since: date | None = None


@dataclass(frozen=True)
class Unification:
    """One procedure for all; `condition` such as “equal for all States and reasonable” (T-41)."""

    practice: str
    procedure: str
    condition: str = ""
    implementing: tuple[Implementing, ...] = ()


@dataclass(frozen=True)
class Message:
    """A common message to the State in which the practices exist (`addressee`, T-42)."""

    addressee: str
    purpose: str
    wording: str


@dataclass(frozen=True)
class Basis:
    """On which law, and by whose decision, one State suspends (T-43)."""

    party: str
    legal_basis: str
    decider: str


@dataclass(frozen=True)
class Suspension:
    """A pause until a criterion is met, looked at again on a date (T-43).

    `in_process` is the treatment of pending cases; `ongoing_risk` answers what a suspension is
    for when the practices are past (T-39). `expires_on` is the last day of one that ends by
    itself where nothing is decided; that is announced (X23).
    """

    towards: str
    scope: str
    lift_criterion: str = ""
    review_on: date | None = None
    in_process: str = ""
    bases: tuple[Basis, ...] = ()
    ongoing_risk: str = ""
    expires_on: date | None = None


class Direction(StrEnum):
    """Who asked whom for technical assistance (T-44)."""

    OFFERED = "offered_by_best_practice_State"
    REQUESTED = "requested_by_State_concerned"


@dataclass(frozen=True)
class Assistance:
    """Technical assistance; the State that receives it alone decides on it (DR-22)."""

    direction: Direction
    provider: str
    recipient: str
    subject: str


@dataclass(frozen=True)
class Shown:
    """What was found of one item of a lift criterion, by whom and on what evidence."""

    item: str
    met: bool
    evidence: str
    party: str | None


@dataclass(frozen=True)
class Lifting:
    """The decision that ends the suspension `lifts`, on the evidence for each item (T-43, 4.1)."""

    towards: str
    lifts: str
    reason: str
    findings: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Other:
    """Something else, with the reason why none of the four types fits (T-40)."""

    subject: str
    reason: str


Parts: TypeAlias = Unification | Message | Suspension | Assistance | Lifting | Other

TYPES: dict[type[Parts], ResponseType] = {
    Unification: ResponseType.UNIFICATION,
    Message: ResponseType.MESSAGE,
    Suspension: ResponseType.SUSPENSION,
    Assistance: ResponseType.ASSISTANCE,
    Lifting: ResponseType.LIFTING,
    Other: ResponseType.OTHER,
}
