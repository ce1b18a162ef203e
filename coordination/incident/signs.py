"""Early signs: how many incidents are new, and how long the first steps on them took (T-46).

Counted from what one reader may see; nothing is concluded from it, and no State is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MONTHS = 3
PER_YEAR = 4


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year: `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    def earlier(self, count: int) -> Quarter:
        """The quarter so many before this one."""
        year, number = divmod(self.year * PER_YEAR + self.number - 1 - count, PER_YEAR)
        return Quarter(year, number + 1)


@dataclass(frozen=True)
class Course:
    """The first steps on one incident; None for one that was not taken yet.

    `informed_at` is when a State concerned was first told, `answered_at` when a common response
    was first put to the group.
    """

    practices: tuple[str, ...]
    opened_at: datetime
    informed_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Counted:
    """The new incidents of a quarter, and of how many of them each practice is suspected."""

    quarter: Quarter
    number: int
    practices: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Took:
    """How long a step took from the opening: the median over `number` incidents, in whole days.

    `open` is on how many it was not taken yet; `days` is None where it never was.
    """

    days: int | None
    number: int
    open: int


@dataclass(frozen=True)
class Signs:
    """What is shown: the quarters, the newest first, and the two steps."""

    quarters: tuple[Counted, ...]
    informed: Took
    answered: Took


def signs(courses: Iterable[Course], today: date, several: int, zone: ZoneInfo) -> Signs:
    """The signs of so many quarters up to this day; quarters begin on the clock of `zone`."""
    last = Quarter.of(today)
    wanted = [last.earlier(back) for back in range(several)]
    dated = [(Quarter.of(one.opened_at.astimezone(zone).date()), one) for one in courses]
    within = [(quarter, one) for quarter, one in dated if quarter in wanted]
    return Signs(
        tuple(
            _counted(quarter, [one for at, one in within if at == quarter]) for quarter in wanted
        ),
        _took([(one.opened_at, one.informed_at) for _, one in within]),
        _took([(one.opened_at, one.answered_at) for _, one in within]),
    )


def _counted(quarter: Quarter, courses: list[Course]) -> Counted:
    found = Counter(code for one in courses for code in dict.fromkeys(one.practices))
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return Counted(quarter, len(courses), tuple(ordered))


def _took(steps: list[tuple[datetime, datetime | None]]) -> Took:
    # A State may have been told before the incident was opened: that took no time from then on.
    lengths = sorted(max(end - begin, timedelta()) for begin, end in steps if end is not None)
    open_ones = len(steps) - len(lengths)
    if not lengths:
        return Took(None, 0, open_ones)
    low, high = lengths[(len(lengths) - 1) // 2], lengths[len(lengths) // 2]
    return Took(((low + high) / 2).days, len(lengths), open_ones)
