"""Which starts suit whom: everybody's clock, working week and closures at once.

A start suits a party when the whole meeting lies within the band of local hours (both ends
included) of one of its working days. Its burden is how many minutes the meeting reaches beyond
09:00-17:00 on that party's clock, its night how many beyond 07:00-22:00.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from coordination.calendar import OPENS, SHUTS, WorkCalendar
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import Band, DateRange

MOST_DAYS = 31
_DAY = 24 * 60
_OPENS = OPENS.hour * 60
_SHUTS = SHUTS.hour * 60
_WAKES = 7 * 60
_SLEEPS = 22 * 60


class Why(StrEnum):
    """Why a time does not suit."""

    HOURS = "hours"
    WEEKEND = "weekend"
    CLOSED = "closed"
    NO_SUCH_DAY = "no_such_day"


@dataclass(frozen=True)
class Miss:
    """Why a time does not suit a party; `closure` names the day it is closed for."""

    why: Why
    closure: str = ""
    estimated: bool = False

    def said(self) -> Said:
        """The reason in words: “closed (Founders' Day)”."""
        if self.why is Why.CLOSED:
            key = "when.closure_estimated" if self.estimated else "when.closure"
            return Said("slot.closed", closure=Said(key, name=self.closure))
        return Said(f"slot.{self.why}")


@dataclass(frozen=True)
class Place:
    """A slot on one party's clock."""

    party: str
    start: datetime
    end: datetime
    burden: int
    night: int
    miss: Miss | None

    @property
    def works(self) -> bool:
        """Whether it is one of the party's working days, whatever the hour."""
        return self.miss is None or self.miss.why is Why.HOURS


@dataclass(frozen=True)
class Slot:
    """A possible start with every party's place."""

    start: datetime
    end: datetime
    places: tuple[Place, ...]

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The parties that it does not suit."""
        return tuple(place.party for place in self.places if place.miss)

    @property
    def fits(self) -> bool:
        """Whether it suits everybody."""
        return not self.left_out

    @cached_property
    def hardest(self) -> Place | None:
        """Of those whom it suits, the party for whom it is hardest."""
        there = [place for place in self.places if place.miss is None]
        return max(there, key=lambda place: place.burden, default=None)

    @property
    def burden(self) -> int:
        """The worst burden, in minutes, of those whom it suits."""
        return self.hardest.burden if self.hardest else 0

    @cached_property
    def latest(self) -> Place | None:
        """Of those who work that day, the party that it meets deepest in the night."""
        there = [place for place in self.places if place.works]
        return max(there, key=lambda place: place.night, default=None)

    @property
    def night(self) -> int:
        """The worst night, in minutes, of those who work that day."""
        return self.latest.night if self.latest else 0


@dataclass(frozen=True)
class Unusable:
    """A day on which a party does not work at all."""

    day: date
    party: str
    miss: Miss


def candidate_slots(
    calendars: Mapping[str, WorkCalendar],
    dates: DateRange,
    duration: timedelta,
    band: Band,
    anchor_zone: str = "UTC",
    step: int = 30,
) -> tuple[Slot, ...]:
    """Every start on these days of the anchor zone, `step` minutes apart, the best first.

    First those that suit everybody, then the fewest left out, the least in anybody's night, the
    lowest worst burden, the lowest sum of burdens, the earliest.
    Raises `Refused` for more than 31 days.
    """
    if len(dates) > MOST_DAYS:
        raise Refused("form", Said("slot.too_many_days", days=len(dates), most=MOST_DAYS))
    start, end = _edges(dates, anchor_zone)
    made = []
    while start < end:
        made.append(slot_at(calendars, start, duration, band))
        start += timedelta(minutes=step)
    return tuple(sorted(made, key=_rank))


def slot_at(
    calendars: Mapping[str, WorkCalendar], start: datetime, duration: timedelta, band: Band
) -> Slot:
    """One start, with every party's place."""
    places = tuple(_place(p, c, start, duration, band) for p, c in calendars.items())
    return Slot(start, start + duration, places)


def alternatives(slots: tuple[Slot, ...], anchor_zone: str = "UTC", most: int = 5) -> list[Slot]:
    """The few slots worth offering: the best of each day for each set of parties left out.

    While some slot suits everybody, only such slots are offered; slots that suit nobody never are.
    """
    found: dict[tuple[date, tuple[str, ...]], Slot] = {}
    everybody = any(slot.fits for slot in slots)
    for slot in slots:
        if slot.hardest is None or (everybody and not slot.fits):
            continue
        day = slot.start.astimezone(ZoneInfo(anchor_zone)).date()
        found.setdefault((day, slot.left_out), slot)
    return list(found.values())[:most]


def unusable_days(calendars: Mapping[str, WorkCalendar], dates: DateRange) -> tuple[Unusable, ...]:
    """The days, on each party's own calendar, on which it does not work, with the reason."""
    return tuple(
        Unusable(day, party, miss)
        for day in dates.days()
        for party, calendar in calendars.items()
        if (miss := _closed(calendar, day))
    )


def burden(start: int, end: int) -> int:
    """How many minutes a meeting reaches beyond the nearest 09:00-17:00; minutes of the day."""
    return _beyond(start, end, _OPENS, _SHUTS)


def night(start: int, end: int) -> int:
    """How many minutes a meeting reaches beyond the nearest 07:00-22:00; minutes of the day."""
    return _beyond(start, end, _WAKES, _SLEEPS)


def _beyond(start: int, end: int, opens: int, shuts: int) -> int:
    days = (-_DAY, 0, _DAY)
    return min(max(0, opens + day - start, end - shuts - day) for day in days)


def _edges(dates: DateRange, zone: str) -> tuple[datetime, datetime]:
    """The instants at which the first day begins and the last one ends, in this zone."""
    there = ZoneInfo(zone)
    first = datetime.combine(dates.first, time(0), there)
    after = datetime.combine(dates.last + timedelta(days=1), time(0), there)
    return first.astimezone(UTC), after.astimezone(UTC)


def _place(
    party: str, calendar: WorkCalendar, start: datetime, duration: timedelta, band: Band
) -> Place:
    local, until = calendar.local(start), calendar.local(start + duration)
    day = local.date()
    begins = local.hour * 60 + local.minute
    ends = (until.date() - day).days * _DAY + until.hour * 60 + until.minute
    miss = _closed(calendar, day)
    if miss is None and not (band.start * 60 <= begins and ends <= band.end * 60):
        miss = Miss(Why.HOURS)
    return Place(party, local, until, burden(begins, ends), night(begins, ends), miss)


def _closed(calendar: WorkCalendar, day: date) -> Miss | None:
    if day.weekday() in calendar.weekend:
        return Miss(Why.WEEKEND)
    if closure := calendar.closures.get(day):
        return Miss(Why.CLOSED, closure.name, closure.estimated)
    return None if calendar.works(day) else Miss(Why.NO_SUCH_DAY)


def _rank(slot: Slot) -> tuple[int, int, int, int, datetime]:
    there = sum(place.burden for place in slot.places if place.miss is None)
    return len(slot.left_out), slot.night, slot.burden, there, slot.start
