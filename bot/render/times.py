"""Instants, days and the clocks of capitals, weekday first; the patterns stand in the catalogue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from babel.dates import get_timezone_location, parse_pattern

from bot.render.reader import Reader, clock_of
from coordination.said import Capitals, Said

DAYS = ("day", "short", "weekday")
FORMS = (*DAYS, "time", "seconds")
"""`{at:day}` “Thu 9 Apr 2026”, `short` “Thu 9 Apr”, `time` “17:00”, `seconds` “17:00:05 UTC+2”."""


def shown(value: date, reader: Reader, form: str = "day") -> str:
    """A day, or a form of an instant that is already on the reader's clock.

    A short day has its year where that is not the year in which it is read.
    """
    if form == "short" and reader.now is not None and here(reader.now, reader).year != value.year:
        form = "day"
    key = f"render.pattern.{form if form in FORMS else 'day'}"
    pattern = reader.catalogue.texts(key, reader.tongue)[0]
    return parse_pattern(pattern).apply(value, reader.locale)


def instant(value: datetime, reader: Reader) -> Said:
    """An instant on the reader's clock, with the name of the clock; ValueError without a zone."""
    local = here(value, reader)
    parts = {"day": shown(local, reader), "time": shown(local, reader, "time")}
    if reader.zone in (None, "UTC", "Etc/UTC"):
        return Said("render.instant.utc", **parts)
    parts["offset"] = offset(local)
    if reader.shared and not reader.place and str(reader.zone).startswith("Etc/"):
        return Said("render.instant.offset", **parts)
    if reader.shared:
        return Said("render.instant.place", place=_place(reader), **parts)
    return Said("render.instant.yours", **parts)


def seconds(value: datetime, reader: Reader) -> Said:
    """The time of an act to the second, with the offset of the clock that shows it."""
    local = here(value, reader)
    clock = offset(local) if local.utcoffset() else "UTC"
    return Said("render.instant.seconds", time=shown(local, reader, "seconds"), offset=clock)


def capitals(value: Capitals, reader: Reader) -> Said:
    """The first place's day, then each time with its places: “17:00 The Hague, Rome · 11:00 …”.

    A weekday stands where it differs from the first. A person alone, with a clock, gets only the
    own time (ux 3), unless one single place is meant.
    """
    if not reader.shared and reader.zone and len(value.places) != 1:
        return instant(value.instant, reader)
    clocks: dict[datetime, list[str]] = {}
    for place, zone in value.places or (("UTC", "UTC"),):
        local = _aware(value.instant).astimezone(clock_of(zone)).replace(tzinfo=None)
        clocks.setdefault(local, []).append(place)
    first = next(iter(clocks))
    times = tuple(_at(local, first, places, reader) for local, places in clocks.items())
    return Said("render.capitals", day=shown(first, reader, "short"), times=" · ".join(times))


def _at(local: datetime, first: datetime, places: list[str], reader: Reader) -> str:
    weekday = "" if local.date() == first.date() else f" {shown(local, reader, 'weekday')}"
    return f"{shown(local, reader, 'time')}{weekday} {', '.join(places)}"


def here(value: datetime, reader: Reader) -> datetime:
    """The instant on the reader's clock."""
    return _aware(value).astimezone(clock_of(reader.zone))


def offset(local: datetime) -> str:
    """“UTC+2”, “UTC+5:30”, “UTC-3”."""
    minutes = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant without a zone cannot be shown")
    return value


def _place(reader: Reader) -> str:
    return reader.place or _city(reader.zone or "UTC", str(reader.locale))


@cache
def _city(zone: str, locale: str) -> str:
    try:
        return get_timezone_location(zone, locale=locale, return_city=True)
    except LookupError:
        return zone
