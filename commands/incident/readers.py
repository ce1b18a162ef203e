"""Who reads an incident, and which rooms the same people read."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.incident.see import cut_for
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.parties import Room, Sees
from storage.store import Store


def reads(person: str, call: Call, store: Store, incident: Incident) -> bool:
    """Whether this person may read all of the incident now."""
    known = store.directory.person(person)
    if known is None:
        return False
    return cut_for(replace(call, person=known, hats=()), store, incident) is Cut.FULL


def alike(room: Room, source: Room) -> bool:
    """Whether the same people read both; from a private room, where the group's parties read."""
    if source.sees is Sees.DIRECT:
        return room.sees is Sees.PARTIES
    mine, other = ((r.sees, r.party, frozenset(r.without)) for r in (source, room))
    return mine == other
