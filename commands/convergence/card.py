"""The live card of a board; rooms that may not hold it are shown nothing of it."""

from __future__ import annotations

from commands.cards import Face
from commands.convergence.reading import read
from commands.convergence.see import readers
from commands.convergence.words import page
from coordination.parties import Room
from storage.store import Store


def card(store: Store, id: str, room: Room) -> Face | None:
    """The card's face for one room, from the newest records."""
    incident = store.incidents.get(id)
    if incident is None or not room.holds(incident.label):
        return None
    if room.id not in (readers(store, incident).only or ()):
        return None
    return Face(page(read(store, incident), store), incident.label)
