"""Who may see what States do side by side: the States other than those concerned (T-36, DR-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.call import Call
from commands.incident.see import cut_for, rooms_of
from commands.kinds.ids import nobody_sees
from commands.outcome import Audience, Notice, Page
from commands.seats import seated
from coordination.audience import Cut, Nature
from coordination.hats import SPEAKERS
from coordination.incident.incident import Incident
from coordination.parties import Role, Sees
from storage.store import Store


def among(call: Call, store: Store, id: str) -> Incident:
    """The incident, for whoever reads how each State answers; raises `Refused` (not found).

    Who speaks for a State concerned does not, whatever else that person is.
    """
    found = store.incidents.get(id)
    if found is None or not reads(call, store, found):
        raise nobody_sees(id)
    return found


def reads(call: Call, store: Store, incident: Incident) -> bool:
    """Whether the speaker reads what each State says: nobody who speaks for a State concerned."""
    if cut_for(call, store, incident, Nature.POSITIONS) is not Cut.FULL:
        return False
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    return not any(hat.party in incident.concerned for hat in hats if hat.group == incident.group)


def readers(store: Store, incident: Incident) -> Audience:
    """The rooms that those States share; none in which a State concerned sits."""
    audience = rooms_of(store, incident, Nature.POSITIONS, Cut.FULL)
    apart = {
        room.id
        for room in store.directory.rooms(incident.group)
        if room.id in (audience.only or ())
        and room.sees is not Sees.PARTY
        and not set(seated(store, room)) & set(incident.concerned)
    }
    return replace(audience, only=frozenset(apart))


def told(store: Store, incident: Incident, page: Page) -> Notice:
    """A line in the incident's thread, in those rooms."""
    return Notice(readers(store, incident), incident.label, page, thread=incident.id)


def speakers(store: Store, group: str, party: str, at: datetime) -> tuple[str, ...]:
    """Who is asked for a party: its voter, else everybody who speaks for it."""
    voter = store.directory.voter(party, group, at)
    if voter is not None:
        return (voter.person,)
    hats = store.directory.credentials_of(group, at)
    theirs = (h.person for h in hats if h.role in SPEAKERS and h.party == party)
    return tuple(dict.fromkeys(theirs))


def chair_of(store: Store, incident: Incident, at: datetime) -> str | None:
    """The chair's person; nobody where the chair speaks for a State concerned."""
    hat = store.directory.chair(incident.group, at)
    if hat is None or Role.CONCERNED is hat.role or hat.party in incident.concerned:
        return None
    return hat.person
