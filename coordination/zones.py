"""Time zones and local times as people type them: nothing ambiguous is guessed (DR-31)."""

from __future__ import annotations

import difflib
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from coordination.refused import Refused
from coordination.said import Said


def read_zone(text: str) -> str:
    """The IANA name of a zone, in any case, or of a city that only one zone has.

    Raises `Refused` with the nearest names.
    """
    word = text.strip().replace(" ", "_").casefold()
    names = zone_names()
    if word in names:
        return names[word]
    cities = sorted({name for key, name in names.items() if key.rpartition("/")[2] == word})
    if len(cities) == 1:
        return cities[0]
    turned = names.get("/".join(reversed(word.split("/"))))
    near = tuple(cities) or ((turned,) if turned else _close(word, names))
    if not near:
        raise Refused("DR-31", Said("when.no_such_zone", zone=text.strip()))
    raise Refused("DR-31", Said("when.unknown_zone", zone=text.strip(), near=near), near)


def _close(word: str, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[key] for key in difflib.get_close_matches(word, names, n=3))


def instant_of(local: datetime, zone: str) -> datetime:
    """The UTC instant of a local time that exists exactly once there.

    Raises `Refused` for a time in a gap (never) or a fold (twice), with the choices ready.
    """
    first, second = (_instant(local.replace(fold=fold), zone) for fold in (0, 1))
    if first.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        choices = tuple(at_place(instant, zone) for instant in sorted((first, second)))
        said = Said("when.never", time=written(local), zone=zone, choices=choices)
        raise Refused("DR-31", said, choices)
    if first != second:
        choices = (at_utc(first), at_utc(second))
        said = Said("when.twice", time=written(local), zone=zone, choices=choices)
        raise Refused("DR-31", said, choices)
    return first


def at_utc(instant: datetime) -> str:
    """The instant as text that is read back: `2026-04-09T15:00Z`."""
    return f"{written(instant.astimezone(UTC))}Z"


def at_place(instant: datetime, zone: str) -> str:
    """The instant as a place's own time: `2026-04-09T17:00@Europe/Amsterdam`."""
    return f"{written(instant.astimezone(ZoneInfo(zone)))}@{zone}"


def written(local: datetime) -> str:
    """A date and time without zone, with seconds only when there are any."""
    return local.strftime("%Y-%m-%dT%H:%M:%S" if local.second else "%Y-%m-%dT%H:%M")


def _instant(local: datetime, zone: str) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@cache
def zone_names() -> dict[str, str]:
    """Every IANA zone by its name without capitals; reading them all takes time."""
    return {name.casefold(): name for name in available_timezones()}
