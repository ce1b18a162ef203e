"""Who may see a meeting: parties of the group, and whoever is invited to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.call import Call
from commands.kinds.ids import nobody_sees
from commands.seats import seated
from coordination.audience import Cut, Thing, person_sees, room_sees
from coordination.meeting.meeting import Meeting
from coordination.parties import Credential, Role, Room, Sees
from coordination.tlp import Tlp
from storage.store import Store


def concerned(store: Store, meeting: Meeting) -> frozenset[str]:
    """The States concerned by its incident that are not at the table themselves."""
    incident = store.incidents.get(meeting.incident) if meeting.incident else None
    states = incident.concerned if incident else ()
    return frozenset(states) - frozenset(meeting.invitees.parties)


def thing(store: Store, meeting: Meeting, at: datetime | None = None) -> Thing:
    """The meeting as something that is read; with an instant, its guests' States and bodies."""
    guests: set[str] = set()
    for person in meeting.invitees.people if at else ():
        hats = store.directory.credentials(person, at) if at else ()
        guests |= {h.party or h.organisation or "" for h in hats if h.group == meeting.group}
    return Thing(
        group=meeting.group,
        label=meeting.label,
        concerned=concerned(store, meeting),
        invited=frozenset(guests - {""}),
    )


def seen(call: Call, store: Store, identifier: str) -> Meeting:
    """The meeting, for somebody who may know of it; raises the answer for what does not exist."""
    meeting = store.meetings.get(identifier)
    if meeting is None or how_much(call, store, meeting) is Cut.NOTHING:
        raise nobody_sees(identifier)
    return meeting


def how_much(call: Call, store: Store, meeting: Meeting) -> Cut:
    """All of it, a card without content for a guest below the label, or nothing (T-16, T-33)."""
    if meeting.group != call.group.id:
        return Cut.NOTHING
    if Role.CLOCK in call.roles:
        return Cut.FULL
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    if meeting.hidden and not _at_table(call, hats, meeting):
        return Cut.NOTHING
    found = person_sees(hats, thing(store, meeting, call.now))
    return Cut.NOTHING if found is Cut.OUTCOME else found


def reads(store: Store, meeting: Meeting, person: str, at: datetime) -> bool:
    """Whether somebody who is to come may read what it is about (T-16, T-33)."""
    hats = [h for h in store.directory.credentials(person, at) if h.group == meeting.group]
    return person_sees(tuple(hats), thing(store, meeting, at)) is Cut.FULL


def room_may(store: Store, meeting: Meeting, room: Room) -> bool:
    """Whether a shared room may know of it; ceiling and security are checked on sending."""
    if room.sees is Sees.CONCERNED and room.party not in meeting.invitees.parties:
        return False
    if room.sees not in (Sees.PARTIES, Sees.EVERYBODY, Sees.CONCERNED):
        return False
    parties = seated(store, room)
    if meeting.hidden and not set(parties) <= set(meeting.invitees.parties):
        return False
    safe = replace(room, trusted=True, ceiling=Tlp.RED)
    return room_sees(safe, parties, thing(store, meeting)) in (Cut.FULL, Cut.CARD)


def _at_table(call: Call, hats: tuple[Credential, ...], meeting: Meeting) -> bool:
    theirs = {hat.party for hat in hats if hat.group == meeting.group}
    invited = theirs & set(meeting.invitees.parties)
    return call.chairs or bool(invited) or call.person.id in meeting.invitees.people
