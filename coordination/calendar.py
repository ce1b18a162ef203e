"""Working time: which days an authority works, and when every capital has had its days (DR-08).

A full working day is 09:00-17:00 on the authority's own clock. It counts only when it lies wholly
inside a period. Sums are whole days between UTC instants: nothing is rounded.

A closure that is only estimated (a moon not yet seen) may or may not happen. Holding the day for
closed never gives more days and never an earlier instant than holding it for open, so taking it
as closed *is* the later of counting both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coordination.said import Said

OPENS = time(9)
SHUTS = time(17)
SATURDAY_SUNDAY = frozenset({5, 6})
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Closure:
    """A day on which an authority does not work; `estimated` when the date is not sure yet."""

    name: str
    estimated: bool = False


@dataclass(frozen=True)
class WorkCalendar:
    """One authority's clock, weekend (0 is Monday) and closures; the years needed must be in it."""

    zone: str
    weekend: frozenset[int] = SATURDAY_SUNDAY
    closures: Mapping[date, Closure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.weekend) == 7:
            raise ValueError("an authority works on at least one day of the week")

    def works(self, day: date) -> bool:
        """Whether the day is neither weekend nor closure, and exists in the zone at all."""
        return (
            day.weekday() not in self.weekend
            and day not in self.closures
            and _exists(day, self.zone)
        )

    def local(self, instant: datetime) -> datetime:
        """The instant on this authority's own clock."""
        return instant.astimezone(ZoneInfo(self.zone))

    def at(self, day: date, hour: time) -> datetime:
        """The UTC instant of a local hour."""
        return datetime.combine(day, hour, ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True)
class Critical:
    """A party that decides an instant, and the closures in the period that made it late."""

    party: str
    closures: tuple[tuple[date, Closure], ...] = ()

    def said(self) -> Said:
        """The party with its reasons: “NL (Good Friday, Easter Monday)”."""
        if not self.closures:
            return Said("when.party", party=self.party)
        names = tuple(closure_said(closure) for _, closure in self.closures)
        return Said("when.party_closed", party=self.party, closures=names)


@dataclass(frozen=True)
class Reached:
    """The first instant at which a condition holds everywhere, and who decides it.

    `critical` is empty where the plain hours decide.
    """

    instant: datetime
    critical: tuple[Critical, ...] = ()

    def said(self) -> tuple[Said, ...]:
        """Each party that decides, with its reasons."""
        return tuple(critical.said() for critical in self.critical)


def closure_said(closure: Closure) -> Said:
    """The closure's name, with the doubt where its date is estimated."""
    return Said(
        "when.closure_estimated" if closure.estimated else "when.closure",
        name=closure.name,
    )


def full_working_days(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """How many full working days lie wholly between two instants."""
    count = 0
    for _, shut in _days_from(calendar, start, calendar.local(end).date()):
        count += shut <= end
    return count


def working_days_each(
    calendars: Mapping[str, WorkCalendar], start: datetime, end: datetime
) -> dict[str, int]:
    """Each party's full working days between two instants, by party."""
    return {party: full_working_days(c, start, end) for party, c in calendars.items()}


def after_working_days(
    calendars: Mapping[str, WorkCalendar], start: datetime, days: int
) -> Reached:
    """The earliest instant by which every party has had so many full working days.

    That is 17:00 local of each party's n-th day, the latest of them; with 0 days the start.
    Raises ValueError without parties.
    """
    if days <= 0:
        return Reached(start)
    ends = {party: _nth_end(calendar, start, days) for party, calendar in calendars.items()}
    last = max(ends.values())
    late = sorted(party for party, end in ends.items() if end == last)
    return Reached(last, tuple(_critical(party, calendars[party], start, last) for party in late))


def earliest_silence_expiry(
    calendars: Mapping[str, WorkCalendar],
    opened: datetime,
    hours: int = 72,
    days: int = 3,
) -> Reached:
    """The earliest expiry of a silence: so many hours and working days in every capital (DR-08)."""
    plain = opened + timedelta(hours=hours)
    reached = after_working_days(calendars, opened, days)
    return reached if reached.instant >= plain else Reached(plain)


def at_rest(calendars: Mapping[str, WorkCalendar], at: datetime) -> tuple[str, ...]:
    """The parties for which the 24 hours before an instant were weekend, as far as they work."""
    return tuple(party for party, one in calendars.items() if _rests(one, at))


def on_a_common_day(calendars: Mapping[str, WorkCalendar], at: datetime, days: int = 7) -> datetime:
    """The instant, or the first 17:00 after it that is not after anybody's weekend day.

    The instant itself where there is none within so many days. Closures move nothing: whoever had
    one has had its days before, and among many States there is one on most days.
    """
    until = at + days * _DAY
    ends = {
        shut
        for one in calendars.values()
        for _, shut in _days_from(one, at - _DAY, one.local(until).date())
        if at < shut <= until
    }
    return next((end for end in (at, *sorted(ends)) if not at_rest(calendars, end)), at)


def common_working_day(calendars: Mapping[str, WorkCalendar], day: date, days: int = 31) -> date:
    """The day, or the first after it on which all work; the day itself where none of so many is."""
    ahead = (day + n * _DAY for n in range(days))
    return next((one for one in ahead if all(c.works(one) for c in calendars.values())), day)


def _rests(calendar: WorkCalendar, at: datetime) -> bool:
    today = calendar.local(at).date()
    days = (day for day in (today, today - _DAY) if day.weekday() not in calendar.weekend)
    return not any(
        calendar.at(day, OPENS) < at and calendar.at(day, SHUTS) > at - _DAY for day in days
    )


def is_working_time(calendar: WorkCalendar, instant: datetime) -> bool:
    """Whether the authority is at work: 09:00 included, 17:00 not."""
    local = calendar.local(instant)
    return calendar.works(local.date()) and OPENS <= local.time() < SHUTS


def working_hours_next(calendar: WorkCalendar, instant: datetime) -> datetime:
    """The instant itself within working hours, else the next 09:00 of a working day."""
    if is_working_time(calendar, instant):
        return instant
    return next(_days_from(calendar, instant))[0]


def after_working_hours(calendar: WorkCalendar, start: datetime, hours: int) -> datetime:
    """The instant at which so many working hours have passed (DR-08 notice, DR-11 outage)."""
    left = timedelta(hours=hours)
    at = start
    while left > timedelta(0):
        at = working_hours_next(calendar, at)
        shut = calendar.at(calendar.local(at).date(), SHUTS)
        step = min(left, shut - at)
        at, left = at + step, left - step
    return at


def _days_from(
    calendar: WorkCalendar, start: datetime, last: date = date.max
) -> Iterator[tuple[datetime, datetime]]:
    """The opening and shutting instants of the working days that begin at or after `start`."""
    day = calendar.local(start).date()
    while day <= last:
        if calendar.works(day):
            opens = calendar.at(day, OPENS)
            if opens >= start:
                yield opens, calendar.at(day, SHUTS)
        if day == date.max:
            return
        day += _DAY


def _nth_end(calendar: WorkCalendar, start: datetime, days: int) -> datetime:
    working = _days_from(calendar, start)
    for _ in range(days - 1):
        next(working)
    return next(working)[1]


def _critical(party: str, calendar: WorkCalendar, start: datetime, end: datetime) -> Critical:
    """The party with the closures that cost it a working day in the period."""
    first, last = calendar.local(start).date(), calendar.local(end).date()
    lost = (
        (day, closure)
        for day, closure in sorted(calendar.closures.items(), key=lambda item: item[0])
        if first <= day <= last
        and day.weekday() not in calendar.weekend
        and calendar.at(day, OPENS) >= start
    )
    return Critical(party, tuple(lost))


def _exists(day: date, zone: str) -> bool:
    """False for a day that the zone skipped, such as 30 December 2011 in Apia."""
    there = datetime.combine(day, OPENS, ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(there.tzinfo).date() == day
