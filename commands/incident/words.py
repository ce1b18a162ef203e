"""Words that several pages of an incident share."""

from __future__ import annotations

from collections.abc import Iterable

from commands.kinds.who import named
from config.taxonomy import practice
from coordination.incident.incident import Incident
from coordination.said import Said
from storage.store import Store


def party(code: str | None, group: str, store: Store) -> Said:
    """A State's or an agency's name; nobody's is the chair's."""
    if code is None:
        return Said("role.chair")
    found = store.directory.party(code, group)
    return Said("form.party", name=found.names) if found else named(code, store)


def parties(codes: Iterable[str], group: str, store: Store) -> tuple[Said, ...]:
    """Several of them, in their order."""
    return tuple(party(code, group, store) for code in codes)


def practices(codes: Iterable[str]) -> tuple[Said, ...]:
    """Illicit practices by name."""
    known = (practice(code) for code in codes)
    return tuple(Said("form.code", name=found.names) for found in known if found)


def concerned(incident: Incident, store: Store) -> tuple[Said, ...]:
    """The States that an incident concerns, by name."""
    return parties(incident.concerned, incident.group, store)
