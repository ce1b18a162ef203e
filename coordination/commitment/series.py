"""When a duty that recurs is due: its periods, on its State's own clock (E4).

Every period is counted from the first day, so that none drifts: 31 January, 28 February, 31 March.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from coordination.refused import Refused
from coordination.said import Said

_SHORTEST = {1: 28, 3: 89, 6: 181, 12: 365}
"""Days between two due days at least, by months."""


class Every(StrEnum):
    """How often it recurs."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]


@dataclass(frozen=True)
class Series:
    """A duty that recurs, and which of its periods this is.

    `id` is that of the commitment of its first period, `first` when that is due (UTC) and `zone`
    its party's. It ends after `times` periods or with the last one due by `until`, or with
    neither. `grace` are days after each due day. What was due while it rested, until
    `rested_until`, is not owed.
    """

    id: str
    every: Every
    first: datetime
    zone: str
    number: int = 1
    until: datetime | None = None
    times: int | None = None
    grace: int = 0
    rested_until: datetime | None = None

    def due(self, number: int) -> datetime:
        """When a period (1 is the first) is due, at the hour of the first on the local clock.

        In a month without that day its last one; an hour that the clock skips is the next.
        """
        if number == 1:  # of an hour that the clock repeats it may be the second
            return self.first
        start = self.first.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        year, month = divmod(start.year * 12 + start.month - 1 + self._months(number), 12)
        day = min(start.day, monthrange(year, month + 1)[1])
        at = start.replace(year=year, month=month + 1, day=day)
        return at.replace(tzinfo=ZoneInfo(self.zone), fold=0).astimezone(UTC)

    def next(self) -> Series | None:
        """The next period that is owed; None after the last one."""
        number = self.number + 1
        while self._has(number):
            if self.rested_until is None or self.due(number) > self.rested_until:
                return replace(self, number=number)
            number += 1
        return None

    def from_now(self, now: datetime) -> Series | None:
        """The first period that is due after an instant, and still counted from the first day."""
        found: Series | None = self
        while found is not None and found.due(found.number) <= now:
            found = found.next()
        return found

    def late_from(self, due: datetime) -> datetime:
        """The end of the grace after a due instant, at the same hour of the local clock."""
        if not self.grace:
            return due
        zone = ZoneInfo(self.zone)
        end = due.astimezone(zone).replace(tzinfo=None) + timedelta(days=self.grace)
        return end.replace(tzinfo=zone).astimezone(UTC)

    def check(self) -> None:
        """Raises `Refused` for one without a period, or whose grace reaches into the next."""
        if self.times == 0 or (self.until is not None and self.until < self.first):
            raise Refused("form", Said("commitment.series_empty", at=self.first))
        most = _SHORTEST[self.every.months] - 1
        if self.grace > most:
            raise Refused("form", Said("commitment.grace_too_long", n=most))

    def _months(self, number: int) -> int:
        return (number - 1) * self.every.months

    def _has(self, number: int) -> bool:
        if self.times is not None and number > self.times:
            return False
        # A calendar ends somewhere; no duty outlives it.
        last = self.first.year + self._months(number) // 12 + 1
        return last < 9998 and (self.until is None or self.due(number) <= self.until)
