"""Words that several pages of an incident share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from commands.kinds.who import named
from config.taxonomy import practice
from coordination.incident.incident import Incident
from coordination.refused import Refused
from coordination.said import Param, Said
from storage.store import Store


def party(code: str | None, group: str, store: Store) -> Said:
    """A State's, an agency's or an organisation's name; nobody's is the chair's."""
    if code is None:
        return Said("role.the_chair")
    found = store.directory.party(code, group)
    if found is None and (body := store.directory.organisation(code)) is not None:
        return Said("form.party", name=body.names)
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


def spoken(said: Said, group: str, store: Store) -> Said:
    """A rule's sentence with names in the place of the codes of parties."""

    def name(value: Param, code: bool) -> Param:
        if isinstance(value, tuple):
            return tuple(name(item, code) for item in value)
        if isinstance(value, Said):
            return spoken(value, group, store)
        return party(value, group, store) if code and isinstance(value, str) else value

    known = {key: name(value, key in ("party", "parties")) for key, value in said.params}
    return Said(said.msgid, **known)


@contextmanager
def plainly(group: str, store: Store) -> Iterator[None]:
    """What a rule refuses within is said with names and not with codes."""
    try:
        yield
    except Refused as no:
        raise Refused(no.rule, spoken(no.said, group, store), no.instead) from None
