"""Parts of a country whose public holidays are known: a mistyped one would hide a closed day."""

from __future__ import annotations

from collections.abc import Iterator

from config.directory.entries import Entries, Problem
from coordination.said import Said


def unknown_parts(entries: Entries) -> Iterator[Problem]:
    """Subdivisions that the package of holidays does not know of their country."""
    states = [(entry.at("subdivision"), entry.value.party) for entry in entries.states]
    agencies = [(entry.at("subdivision"), entry.value.party) for entry in entries.agencies]
    for where, party in (*states, *agencies):
        if party.subdivision is None:
            continue
        known = _parts(party.country)
        if party.subdivision not in known:
            about = {"part": party.subdivision, "country": party.country}
            said = (
                Said("import.no_such_part", known=", ".join(known), **about)
                if known
                else Said("import.no_parts", **about)
            )
            yield Problem(where, "form", said)


def _parts(country: str) -> tuple[str, ...]:
    """What may be named; nothing for a country without holidays, or without parts."""
    import holidays  # it takes a tenth of a second, and most directories name no part

    try:
        return tuple(holidays.country_holidays(country).subdivisions)
    except NotImplementedError:
        return ()
