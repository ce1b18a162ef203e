"""Keeping what a party does beside its vote, and telling it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.incident.see import rooms_of
from commands.outcome import Audience, Notice, Outcome, Page
from commands.poll.card import its_card
from commands.poll.see import Item, nature_of
from coordination.audience import Cut
from coordination.poll.annex import Annex
from coordination.said import Said
from storage.store import Store


def keep(store: Store, found: Item, *made: Annex) -> Item:
    """Annex these, and give the poll as it stands with them."""
    for one in made:
        store.polls.annex(one, found.poll.group)
    return replace(found, poll=replace(found.poll, annexes=(*found.poll.annexes, *made)))


def told(store: Store, found: Item, page: Page | Said) -> Notice:
    """A line for those who may see how the parties answer, under the incident."""
    words = page if isinstance(page, Page) else Page(page)
    rooms = rooms_of(store, found.incident, nature_of(found.poll), Cut.FULL)
    return Notice(rooms, found.incident.label, words, found.incident.id)


def outcome(store: Store, found: Item, reply: Page | Said, *notices: Notice) -> Outcome:
    """What most acts on a poll end with: said to the speaker, told to those who may know."""
    return Outcome(
        reply,
        notices=notices,
        cards=(its_card(store, found),),
        shows=found.incident.label,
        about=found.incident.id,
    )


def to_chair(store: Store, found: Item, page: Page, at: datetime) -> tuple[Notice, ...]:
    """The same to whoever is chair at this instant, in the own room."""
    chair = store.directory.chair(found.poll.group, at)
    if chair is None:
        return ()
    return (Notice(Audience.persons(chair.person), found.incident.label, page),)
