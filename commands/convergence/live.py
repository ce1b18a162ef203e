"""How a board is kept live: the clock looks a little after each act, once for several (X6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from commands.convergence.see import readers
from commands.outcome import Card, Due
from coordination.incident.incident import Incident
from storage.convergence import Shown
from storage.store import Store

SOON = timedelta(minutes=1)
"""How long several acts are waited for, that one edit and one picture show them all."""


def opened(store: Store, incident: Incident, now: datetime) -> tuple[Due, ...]:
    """From now on the incident has a board."""
    if store.boards.get(incident.id) is None:
        store.boards.put(Shown(incident.id))
    return (_due(incident.id, now),)


def follow(store: Store, incident: str, now: datetime) -> tuple[Due, ...]:
    """The board looks at what was done, where the incident has one."""
    return () if store.boards.get(incident) is None else (_due(incident, now),)


def where_open(store: Store, incident: Incident) -> tuple[Card, ...]:
    """The board's card, where the incident has one."""
    return () if store.boards.get(incident.id) is None else (its_card(store, incident),)


def its_card(store: Store, incident: Incident) -> Card:
    """The board in the thread, in the rooms of the States other than those concerned."""
    audience = readers(store, incident)
    return Card(f"board:{incident.id}", audience, incident.label, thread=incident.id)


def _due(incident: str, now: datetime) -> Due:
    line = f"board follow {incident}"
    return Due(line, now + SOON, line)
