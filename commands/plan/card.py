"""The card of a plan in its incident's thread, and the plan on a page."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.cards import Face
from commands.commitment.see import readers
from commands.incident import see
from commands.outcome import Button, Card, Outcome, Page
from commands.plan import words
from commands.plan.see import commitments, others, rows, whole
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.parties import Room, Sees
from coordination.plan.record import Plan
from coordination.plan.timetable import timetable
from coordination.said import Said
from storage.store import Store


def its_card(store: Store, made: Plan, incident: Incident) -> Card:
    """The card in the rooms that see all of the incident."""
    return Card(f"plan:{made.id}", readers(store, incident), incident.label, incident.id)


def card(store: Store, id: str, room: Room) -> Face | None:
    """The card's face for one room, from the newest state."""
    made = store.plans.get(id)
    incident = store.incidents.get(made.incident) if made else None
    if made is None or incident is None:
        return None
    if see.cut_in(store, incident, see.thing_of(store, incident), room) is not Cut.FULL:
        return None
    # A card has no clock of its own: what is past its day says its commitment.
    at = timetable(made, commitments(store, made), made.opened_at)
    lines = (*words.head(made), *words.lines(made, at, store))
    label = Said("commitment.label", label=incident.label)
    buttons = words.acts(made)
    if room.sees is Sees.CONCERNED:
        buttons = tuple(b for b in buttons if b.line.startswith("plan accept"))
    return Face(Page(words.title(made), (*lines, label), buttons), incident.label)


def page(store: Store, call: Call, made: Plan, said: Said | None = None) -> Page:
    """The plan on a page, as far as the speaker sees it, under what has just happened."""
    full = whole(store, call, made)
    lines = [
        *words.head(made, whole=full),
        *words.lines(made, rows(store, call, made), store),
        *words.overlaps(made, others(store, call, made) if full else ()),
    ]
    buttons = words.acts(made) if full else words.acts(made, call.party)
    first = said or words.title(made)
    return Page(first, tuple(lines if said is None else (words.title(made), *lines)), buttons)


def with_button(outcome: Outcome, *buttons: Button) -> Outcome:
    """The same answer, with a way back first."""
    page = outcome.reply if isinstance(outcome.reply, Page) else Page(outcome.reply)
    return replace(outcome, reply=replace(page, buttons=(*buttons, *page.buttons)))


def changed(store: Store, call: Call, made: Plan, incident: Incident, said: Said) -> Outcome:
    """Keep it, show it, and make its card new."""
    store.plans.save(made)
    return Outcome(
        page(store, call, made, said),
        cards=(its_card(store, made, incident),),
        shows=incident.label,
        about=incident.id,
    )
