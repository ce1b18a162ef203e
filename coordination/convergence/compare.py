"""States' own measures laid side by side, and where their terms differ (T-35)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coordination.action import Action, Measure


class Aspect(StrEnum):
    """What is compared, in the order of the rule."""

    MEASURE = "measure"
    SCOPE = "scope"
    STARTS = "starts"
    EXCEPTIONS = "exceptions"
    PENDING = "pending"
    LIFT = "lift"


@dataclass(frozen=True)
class Term:
    """What one party's measure says of an aspect; None where it does not say."""

    action: str
    party: str
    value: str | date | None


@dataclass(frozen=True)
class Compared:
    """One aspect of all measures; `differs` when two of them say different things of it."""

    aspect: Aspect
    terms: tuple[Term, ...]

    @property
    def differs(self) -> bool:
        said = {_plain(term.value) for term in self.terms if term.value is not None}
        return len(said) > 1

    @property
    def silent(self) -> tuple[str, ...]:
        """The parties that say nothing of it; that is no difference."""
        return tuple(dict.fromkeys(t.party for t in self.terms if t.value is None))


def compared(
    actions: Iterable[Action], day: Callable[[str, datetime], date]
) -> tuple[Compared, ...]:
    """Every aspect of the measures that stand, in the order of parties' codes.

    There is nothing to compare before two parties have announced one. `day` tells the day of an
    instant on a party's own clock: one legal day is the same day wherever it begins.
    """
    several = [one for one in actions if one.stands and one.measure is not Measure.CONTINUES]
    if len({one.owner for one in several}) < 2:
        return ()
    several.sort(key=lambda one: (one.owner, one.announced_at, one.id))
    return tuple(
        Compared(aspect, tuple(Term(a.id, a.owner, _value(a, aspect, day)) for a in several))
        for aspect in Aspect
    )


def _value(
    action: Action, aspect: Aspect, day: Callable[[str, datetime], date]
) -> str | date | None:
    match aspect:
        case Aspect.MEASURE:
            return action.measure.value
        case Aspect.STARTS:
            at = action.effective_at or action.starts
            return day(action.owner, at) if at else None
    text: str = getattr(action, aspect.value)
    return text.strip() or None


def _plain(value: str | date | None) -> object:
    """Two terms are the same when only their case and spaces differ."""
    return value if isinstance(value, date) else " ".join((value or "").casefold().split())
