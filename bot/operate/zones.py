"""The time zones of a State, as CLDR lists them."""

from __future__ import annotations

from typing import cast

from babel.core import get_global


def zones_of(state: str, capital: str) -> tuple[str, ...]:
    """Zones of a State by its ISO code, that of its capital first where one is named after it."""
    listed = cast("dict[str, list[str]]", get_global("territory_zones")).get(state.upper(), [])
    seat = capital.strip().casefold()

    def place(zone: str) -> tuple[bool, str]:
        return zone.rpartition("/")[2].replace("_", " ").casefold() != seat, zone

    return tuple(sorted(listed, key=place))
