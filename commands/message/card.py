"""The card of a joint message in the incident's thread, and what can be done with it now."""

from __future__ import annotations

from commands.cards import Face
from commands.joint import Seen, View, in_room, rooms
from commands.message import words
from commands.outcome import Button, Card, Page
from commands.response.card import own_card
from coordination.incident.incident import Incident
from coordination.message.record import Message
from coordination.message.stage import Stage
from coordination.parties import Room, Sees
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from storage.store import Store

_ACTS = {
    Stage.DRAFT: ("revise", "circulate", "freeze", "withdraw"),
    Stage.COMMENTS: ("comment", "revise"),
    Stage.FROZEN: ("open", "withdraw"),
    Stage.SIGNATURE: ("sign", "decline", "unsign"),
    Stage.READY: ("dispatch", "sign", "decline", "unsign"),
    Stage.DISPATCHED: ("acknowledge", "reply", "further", "correct"),
    Stage.ACKNOWLEDGED: ("reply", "further", "correct"),
    Stage.REPLIED: ("reply", "follow", "further"),
    Stage.FOLLOW_UP: ("reply", "close", "further"),
}
_OF_THE_STATE = ("acknowledge", "reply")
_OF_WRITERS = ("revise", "circulate", "freeze", "withdraw", "correct")


def acts(
    message: Message,
    view: View = View.PARTY,
    *,
    writes: bool = True,
    signed: bool = False,
    subject: bool = False,
    declined: bool = False,
) -> tuple[Button, ...]:
    """What can be done with it now, the likeliest first, by somebody who sees this much.

    Who has `signed` signs again only what is `subject` to the capital; who has `declined` may sign.
    """
    verbs = _ACTS.get(message.stage, ())
    if not signed:
        verbs = tuple(verb for verb in verbs if verb != "unsign")
    elif not subject:
        verbs = tuple(verb for verb in verbs if verb != "sign")
    if declined:
        verbs = tuple(verb for verb in verbs if verb != "decline")
    if not writes:
        verbs = tuple(verb for verb in verbs if verb not in _OF_WRITERS)
    if view is View.LETTER:
        verbs = tuple(verb for verb in verbs if verb in _OF_THE_STATE)
    if view is View.PARTY:
        verbs = tuple(verb for verb in verbs if verb not in _OF_THE_STATE)
    if view is View.TEXT:
        verbs = tuple(verb for verb in verbs if verb == "comment")
    return tuple(Button(Said(f"message.act.{v}"), f"message {v} {message.id}") for v in verbs)


def acts_of(found: Seen, message: Message | None = None) -> tuple[Button, ...]:
    """What whoever sees it so can do with it, or with the `message` that it has become."""
    return acts(
        message or found.message,
        found.view,
        writes=found.writes,
        signed=found.signed,
        subject=found.subject,
        declined=found.declined,
    )


def read_it(message: Message) -> Button:
    return Button(Said("message.act.show"), f"message show {message.id}")


def cards(store: Store, message: Message, incident: Incident) -> tuple[Card, ...]:
    """The card in the rooms of those that may sign; none while only the sponsors see it.

    The card of the response that it carries out leads to it from then on.
    """
    found = rooms(store, message, incident)
    if not found.only:
        return ()
    own = Card(f"message:{message.id}", found, message.label, incident.id)
    response = store.responses.get(message.response) if message.response else None
    put = response is not None and response.stage is not ResponseStage.DRAFT
    return (own, own_card(store, incident, response)) if response and put else (own,)


def card(store: Store, id: str, room: Room) -> Face | None:
    """The card's face for one room, from the newest state."""
    message = store.messages.get(id)
    incident = store.incidents.get(message.incident) if message else None
    if message is None or incident is None:
        return None
    view = in_room(store, message, incident, room)
    if view is View.NOTHING or room.sees is Sees.CONCERNED:
        return None
    label = Said("message.label", label=message.label)
    lines = (*words.facts(message, view, store), label)
    page = Page(words.title(message, store), lines, (read_it(message), *acts(message, view)))
    return Face(page, message.label)
