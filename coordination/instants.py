"""What people type for a time: an instant, a length, or a bare date (DR-31).

`2026-04-09T15:00Z`, `2026-04-09T17:00@Europe/Amsterdam`, `72h`, `3d`, `5wd`, `2026-04-09`.
A refusal's `instead` holds words that would be accepted in the place of the one refused.
"""

from __future__ import annotations

import calendar
import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from coordination.calendar import OPENS, SHUTS, WorkCalendar, after_working_days
from coordination.refused import Refused
from coordination.said import Said
from coordination.zones import at_place, at_utc, instant_of, read_zone

_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—−﹣-", "-") | dict.fromkeys("\u00a0\u2007\u202f\u2009", " ")
)
_LENGTH = re.compile(
    r"(\d{1,5})\s*(?:(h|hours?)|(wd|working days?)|(d|days?))", re.ASCII | re.IGNORECASE
)
_AFTER_A_DAY = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\S*", re.ASCII)
_ITS_ZONE = re.compile(r"@\S+|utc|z|[+-]\d{2}:?\d{2}|[a-z_]+/[a-z_/-]+", re.ASCII | re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[t ]\s*(?P<time>\d{1,2}:\d{2}(?::\d{2})?))?\s*(?P<zone>.*)",
    re.ASCII | re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})", re.ASCII)
_LONGEST = {"h": 24 * 366, "d": 366, "wd": 260}


class Unit(StrEnum):
    """What a length is counted in; working days are those of every capital."""

    HOURS = "h"
    DAYS = "d"
    WORKING_DAYS = "wd"


@dataclass(frozen=True)
class Moment:
    """An instant that somebody typed; `to_confirm` when only a date was."""

    at: datetime
    to_confirm: bool = False


@dataclass(frozen=True)
class Deadline:
    """When something ends, as it was typed: exactly one of `at`, `day` and `count` is set.

    `count` is in `unit`; a day is 24 hours. A bare `day` means 17:00 in the anchor zone.
    """

    at: datetime | None = None
    day: date | None = None
    count: int | None = None
    unit: Unit = Unit.HOURS

    @property
    def to_confirm(self) -> bool:
        """Whether the instant must be shown back before it counts (a bare date)."""
        return self.day is not None

    def after(
        self, now: datetime, calendars: Mapping[str, WorkCalendar], anchor_zone: str
    ) -> datetime:
        """The UTC instant that is meant, seen from now; raises `Refused` when it has passed."""
        end = self._instant(now, calendars, anchor_zone)
        if end <= now:
            raise Refused("DR-31", Said("when.passed", at=end))
        return end

    def begins(self, now: datetime, calendars: Mapping[str, WorkCalendar], zone: str) -> datetime:
        """The UTC instant from which something holds: a bare day from 09:00 in `zone`.

        It may have passed: what has begun is recorded with the day on which it did.
        """
        if self.day is not None:
            return instant_of(datetime.combine(self.day, OPENS), zone)
        return self._instant(now, calendars, zone)

    def _instant(
        self, now: datetime, calendars: Mapping[str, WorkCalendar], anchor_zone: str
    ) -> datetime:
        if self.at is not None:
            return self.at
        if self.day is not None:
            return instant_of(datetime.combine(self.day, SHUTS), anchor_zone)
        count = self.count or 0
        if self.unit is Unit.WORKING_DAYS:
            return after_working_days(calendars, now, count).instant
        return now + timedelta(hours=count if self.unit is Unit.HOURS else 24 * count)

    def __str__(self) -> str:
        """The word that `read_deadline` reads back."""
        if self.at is not None:
            return at_utc(self.at)
        return self.day.isoformat() if self.day else f"{self.count}{self.unit.value}"


def tidy(text: str) -> str:
    """The text with the dashes and spaces of phones made plain."""
    return text.translate(_DASHES).strip()


def read_deadline(text: str, zone_of_speaker: str = "UTC") -> Deadline:
    """The deadline that a person typed; raises `Refused` (DR-31) for what is unclear."""
    plain = tidy(text)
    if length := _LENGTH.fullmatch(plain):
        count, unit = int(length[1]), _unit(length)
        if not 1 <= count <= _LONGEST[unit]:
            most = _LONGEST[unit]
            raise Refused("form", Said("when.length", text=plain, most=most), ("72h", "5wd"))
        return Deadline(count=count, unit=unit)
    moment = _read_moment(plain, zone_of_speaker)
    return Deadline(at=moment) if isinstance(moment, datetime) else Deadline(day=moment)


def _unit(length: re.Match[str]) -> Unit:
    return Unit.HOURS if length[2] else Unit.WORKING_DAYS if length[3] else Unit.DAYS


def words_of_a_length(words: Sequence[str]) -> int:
    """How many of these words write one length (`5 working days`); 1 where they begin with none."""
    fits = (n for n in (3, 2) if len(words) >= n and _LENGTH.fullmatch(" ".join(words[:n])))
    return next(fits, 1)


def words_of_a_time(words: Sequence[str]) -> int:
    """How many of these words are a time of day, with its zone, that follows a day; 0 for none."""
    if not words or not _AFTER_A_DAY.fullmatch(tidy(words[0])):
        return 0
    return 2 if len(words) > 1 and _ITS_ZONE.fullmatch(tidy(words[1])) else 1


def is_a_day(word: str) -> bool:
    """Whether a word is written as a date is, be it one or not."""
    return _DATE.fullmatch(tidy(word)) is not None


def read_instant(text: str, zone_of_speaker: str, anchor_zone: str) -> Moment:
    """The instant that a person typed; a bare date is 17:00 in the anchor zone, to confirm."""
    moment = _read_moment(tidy(text), zone_of_speaker)
    if isinstance(moment, datetime):
        return Moment(moment)
    return Moment(instant_of(datetime.combine(moment, SHUTS), anchor_zone), to_confirm=True)


def read_day(text: str) -> date:
    """The date that a person typed, as `2026-04-09`; raises `Refused`."""
    plain = tidy(text)
    if not _DATE.fullmatch(plain):
        raise Refused("form", Said("when.not_a_day", text=plain), _in_order(plain))
    year, month, number = (int(part) for part in plain.split("-"))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        said = Said("when.far", text=plain, first=_FIRST_YEAR, last=_LAST_YEAR)
        raise Refused("form", said)
    if not 1 <= month <= 12:
        raise Refused("form", Said("when.no_such_month", text=plain))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= number <= last:
        ready = date(year, month, last).isoformat()
        raise Refused("form", Said("when.no_such_day", text=plain, ready=ready), (ready,))
    return date(year, month, number)


def _in_order(plain: str) -> tuple[str, ...]:
    """A day with its year last, as it would be written here: either way where it may be both."""
    found = _YEAR_LAST.fullmatch(plain)
    if found is None:
        return ()
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    orders = [(second, first)] if found[2] == "." else [(second, first), (first, second)]
    days = []
    for month, day in orders:
        with contextlib.suppress(ValueError):
            days.append(date(year, month, day).isoformat())
    return tuple(dict.fromkeys(days))


def _read_moment(plain: str, zone_of_speaker: str) -> datetime | date:
    """The UTC instant, or the date where no time was typed."""
    parts = _MOMENT.fullmatch(plain)
    if parts is None:
        ready = _in_order(plain) or ("72h", "5wd")
        raise Refused("DR-31", Said("when.unreadable", text=plain), ready)
    day = read_day(parts["day"])
    if parts["time"] is None:
        if parts["zone"]:
            raise Refused("DR-31", Said("when.no_time", text=plain), (day.isoformat(),))
        return day
    local = datetime.combine(day, _read_time(parts["time"]))
    return _placed(local, parts["zone"].strip(), zone_of_speaker)


def _read_time(text: str) -> time:
    try:
        return time.fromisoformat(text.rjust(len(text) + (text.index(":") < 2), "0"))
    except ValueError:
        raise Refused("DR-31", Said("when.no_such_time", text=text)) from None


def _placed(local: datetime, zone: str, zone_of_speaker: str) -> datetime:
    """The UTC instant of a local time in the zone that was typed after it."""
    if not zone:
        ready = at_place(instant_of(local, zone_of_speaker), zone_of_speaker)
        raise Refused("DR-31", Said("when.no_zone", ready=ready), (ready,))
    if zone.casefold() in ("z", "utc", "@utc"):
        return local.replace(tzinfo=UTC)
    if offset := _OFFSET.fullmatch(zone):
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        if shift >= timedelta(hours=15):
            raise Refused("DR-31", Said("when.unknown_offset", offset=zone))
        signed = shift if offset[1] == "+" else -shift
        return local.replace(tzinfo=timezone(signed)).astimezone(UTC)
    return instant_of(local, read_zone(zone.removeprefix("@")))
