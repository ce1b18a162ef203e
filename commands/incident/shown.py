"""What most acts on an incident end with: its card made new, and a line under it."""

from __future__ import annotations

from dataclasses import replace

from commands.incident.see import SHARED, rooms_of
from commands.outcome import Card, Notice, Page
from coordination.audience import Cut, Nature
from coordination.incident.incident import Incident
from coordination.parties import Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def its_card(store: Store, incident: Incident) -> tuple[Card, ...]:
    """The card in every room that may know of the incident."""
    return (Card(f"incident:{incident.id}", rooms_of(store, incident), incident.label),)


def told(
    store: Store,
    incident: Incident,
    page: Page | Said,
    nature: Nature = Nature.INCIDENT,
    *,
    least: Cut = Cut.FULL,
    label: Tlp | None = None,
    mention: tuple[str, ...] = (),
) -> Notice:
    """A line in the incident's thread, in the rooms that may see it; nothing where it is above."""
    words = page if isinstance(page, Page) else Page(page)
    strictest = Tlp.highest((incident.label, label or incident.label))
    audience = rooms_of(store, incident, nature, least, strictest)
    if not incident.kept:
        # The party that opened it reads along in the shared room; its own room has the card.
        audience = replace(audience, sees=SHARED - {Sees.PARTY})
    return Notice(audience, strictest, words, thread=incident.id or None, mention=mention)
