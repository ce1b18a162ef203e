"""Whom a meeting is for: parties by their people, and guests in person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commands.call import Call
from coordination.hats import CHAIRS, SPEAKERS
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.meeting import Attended, Meeting
from coordination.parties import Credential, Party, Role
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

_GUESTS = frozenset({Role.EMBASSY, Role.OBSERVER, Role.ASSOCIATION})


def parties_of(store: Store, meeting: Meeting) -> tuple[Party, ...]:
    """The invited parties, in the register's order."""
    wanted = set(meeting.invitees.parties)
    return tuple(p for p in store.directory.parties(meeting.group) if p.code in wanted)


def clocks(store: Store, meeting: Meeting) -> tuple[Party, ...]:
    """The parties on whose clocks and working days it must lie: embassies live by their host's."""
    incident = store.incidents.get(meeting.incident) if meeting.incident else None
    if meeting.kind is not MeetingKind.EMBASSIES_CONSULATES or incident is None:
        return parties_of(store, meeting)
    hosts = (store.directory.party(code) for code in incident.concerned)
    return tuple(host for host in hosts if host is not None)


def concerned_by(store: Store, meeting: Meeting) -> tuple[str, ...]:
    """The States concerned by the incident that it is about."""
    incident = store.incidents.get(meeting.incident) if meeting.incident else None
    return tuple(incident.concerned) if incident else ()


def speaks_there(store: Store, meeting: Meeting, hat: Credential) -> bool:
    """Whether the hat speaks for a party at this table; in theirs, embassies there do (T-29)."""
    if hat.party not in meeting.invitees.parties:
        return False
    if meeting.kind is MeetingKind.EMBASSIES_CONSULATES:
        return hat.role is Role.EMBASSY and hat.accredited(concerned_by(store, meeting))
    return hat.role in SPEAKERS


def delegates(store: Store, meeting: Meeting, at: datetime) -> tuple[Credential, ...]:
    """Everybody who is to come, one hat a person: the chair, the parties' people, the guests."""
    found: dict[str, Credential] = {}
    for hat in store.directory.credentials_of(meeting.group, at):
        guest = hat.person in meeting.invitees.people or hat.role in meeting.invitees.roles
        if speaks_there(store, meeting, hat) or hat.role in CHAIRS or guest:
            found.setdefault(hat.person, hat)
    return tuple(found.values())


def people(store: Store, meeting: Meeting, at: datetime) -> tuple[str, ...]:
    """The same as ids of persons."""
    return tuple(hat.person for hat in delegates(store, meeting, at))


def answerers(store: Store, meeting: Meeting, at: datetime) -> dict[str, tuple[str, ...]]:
    """Who says for each party when it can: its voter, else all of its people."""
    found: dict[str, tuple[str, ...]] = {}
    hats = [h for h in delegates(store, meeting, at) if speaks_there(store, meeting, h)]
    for party in meeting.invitees.parties:
        voter = store.directory.voter(party, meeting.group, at)
        theirs = tuple(hat.person for hat in hats if hat.party == party)
        found[party] = (voter.person,) if voter and voter.person in theirs else theirs
    return found


def present_as(store: Store, meeting: Meeting, call: Call) -> Attended:
    """How the speaker is present: for a party, for an organisation, or in person."""
    hat = next((h for h in call.hats if speaks_there(store, meeting, h)), None)
    organisation = next((h.organisation for h in call.hats if h.organisation), None)
    return Attended(call.person.id, hat.party if hat else None, organisation)


def read_guests(
    words: Iterable[str], call: Call, store: Store
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parties and people that these words name: codes, names, organisations, people.

    Raises `Refused` for a word that names nobody of this group.
    """
    parties = {code.casefold(): code for code in call.group.parties}
    hats = store.directory.credentials_of(call.group.id, call.now)
    invited: list[str] = []
    persons: list[str] = []
    for word in words:
        plain = word.casefold().removeprefix("@")
        theirs = [h.person for h in hats if plain in (h.person.casefold(), _body(h))]
        if plain in parties:
            invited.append(parties[plain])
        elif theirs:
            persons += theirs
        else:
            raise Refused("form", Said("meeting.unknown_invitee", typed=word[:60]))
    return tuple(dict.fromkeys(invited)), tuple(dict.fromkeys(persons))


def _body(hat: Credential) -> str:
    return hat.organisation.casefold() if hat.organisation and hat.role in _GUESTS else ""
