"""Lengths and ranges as people type them: `2h`, `90m`, `2026-03-25..2026-03-27`, `08-20`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coordination.instants import read_day, tidy
from coordination.refused import Refused
from coordination.said import Said

_DAY = 24 * 60
_DURATION = re.compile(r"(?:(\d{1,3})\s*h)?\s*(?:(\d{1,4})\s*m(?:in)?)?", re.ASCII)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:\.{2,3}|…|-|to)\s*(\d{4}-\d{2}-\d{2})", re.ASCII)
_BAND = re.compile(r"(\d{1,2})(?::00)?\s*(?:\.\.|-)\s*(\d{1,2})(?::00)?", re.ASCII)


@dataclass(frozen=True)
class DateRange:
    """Days from first to last, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Each day in order."""
        for number in range(len(self)):
            yield self.first + timedelta(days=number)

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


@dataclass(frozen=True)
class Band:
    """The local hours within which a meeting may lie, both ends included; 24 is midnight."""

    start: int = 8
    end: int = 20

    def __str__(self) -> str:
        return f"{self.start:02}-{self.end:02}"


def read_duration(text: str) -> timedelta:
    """How long `2h`, `90m` or `1h30m` is; raises `Refused` for anything else or over a day."""
    plain = tidy(text).casefold()
    parts = _DURATION.fullmatch(plain)
    minutes = int(parts[1] or 0) * 60 + int(parts[2] or 0) if parts else 0
    if not plain or not 0 < minutes <= _DAY:
        either = (f"{plain}m", f"{plain}h") if re.fullmatch(r"[1-9]\d?", plain, re.ASCII) else ()
        raise Refused("form", Said("when.duration", text=plain), either or ("90m", "2h"))
    return timedelta(minutes=minutes)


def read_range(text: str) -> DateRange:
    """A range of days, or one day; raises `Refused`, offering a reversed range the right way."""
    plain = tidy(text).casefold()
    ends = _RANGE.fullmatch(plain)
    if ends is None:
        return DateRange(day := read_day(plain), day)
    found = DateRange(read_day(ends[1]), read_day(ends[2]))
    if found.last < found.first:
        turned = str(DateRange(found.last, found.first))
        raise Refused("form", Said("when.reversed", text=plain, ready=turned), (turned,))
    return found


def read_band(text: str) -> Band:
    """Local hours such as `08-20`; raises `Refused` unless 0 ≤ start < end ≤ 24."""
    hours = _BAND.fullmatch(tidy(text))
    band = Band(int(hours[1]), int(hours[2])) if hours else Band(0, 0)
    if not 0 <= band.start < band.end <= 24:
        raise Refused("form", Said("when.band", text=tidy(text)), ("08-20", "06-24"))
    return band
