"""The card of a response under its incident."""

from __future__ import annotations

from dataclasses import replace

from commands.cards import Face, content_free, reading_room
from commands.changed import until
from commands.convergence.live import where_open as board_card
from commands.incident.see import cut_in, rooms_of, thing_of
from commands.incident.shown import its_card
from commands.joint import View, carrying, in_room
from commands.outcome import Button, Card, Page
from commands.response import words
from commands.response.followed import followed
from coordination.audience import Cut, Nature
from coordination.incident.incident import Incident
from coordination.parties import Room, Sees
from coordination.poll.stage import Stage as PollStage
from coordination.response.parts import Assistance, Lifting, Message, Suspension, Unification
from coordination.response.record import Response
from coordination.response.stage import OPEN_TO_REPLY, Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def cards(store: Store, incident: Incident, response: Response) -> tuple[Card, ...]:
    """The incident's card, the response's own and the board: all show something else now."""
    own = own_card(store, incident, response)
    return (*its_card(store, incident), own, *board_card(store, incident))


def own_card(store: Store, incident: Incident, response: Response) -> Card:
    """The card of the response alone."""
    rooms = rooms_of(store, incident, least=Cut.OUTCOME)
    return Card(f"response:{response.id}", rooms, incident.label, incident.id)


def card(store: Store, id: str, room: Room) -> Face | None:
    """The card's face for one room, from the newest state."""
    response = store.responses.get(id)
    incident = store.incidents.get(response.incident) if response else None
    if response is None or incident is None:
        return None
    cut = cut_in(store, incident, thing_of(store, incident), room)
    if cut is Cut.NOTHING:
        return None
    if cut is Cut.CARD:
        where = reading_room(store, room, incident.label)
        return Face(content_free("response", id, where), Tlp.CLEAR)
    positions = cut_in(store, incident, thing_of(store, incident, Nature.POSITIONS), room)
    message = carrying(store, response.id)
    if message and in_room(store, message, incident, room) is View.NOTHING:
        message = None
    letter = message.id if message else None
    shown = page(store, response, incident, cut, names=positions is Cut.FULL, letter=letter)
    if room.sees is Sees.CONCERNED:
        shown = for_concerned(shown, response, room.party)
    elif room.sees is not Sees.PARTIES and room.sees is not Sees.PARTY:
        shown = _for_all(shown, response, incident)
    return Face(shown, incident.label)


def for_concerned(shown: Page, response: Response, state: str | None) -> Page:
    """The page with what the State concerned that reads it can do itself, its reply first."""
    own = tuple(b for b in shown.buttons if _its_own(b, response, state))
    return replace(shown, buttons=(*reply_of(response, state), *own))


def _for_all(shown: Page, response: Response, incident: Incident) -> Page:
    """The page without a commitment that not all who sit there can make (DR-22, DR-30)."""
    fits = [_its_own(commitment(response), response, state) for state in incident.concerned]
    kept = tuple(b for b in shown.buttons if all(fits) or b != commitment(response))
    return replace(shown, buttons=kept)


def commitment(response: Response) -> Button:
    """How a State carries a measure out itself: that is how it enters into force (4.1, DR-30).

    A message is sent and assistance given: beside them a State commits itself to what it likes.
    """
    line = f"commitment offer {response.incident}"
    if not isinstance(response.parts, Message | Assistance):
        line += f" response={response.id}"
    return Button(Said("incident.act.commit"), line)


def reply_of(response: Response, state: str | None) -> tuple[Button, ...]:
    """The right of reply, while it is before the group, of whom it is addressed to (DR-22)."""
    if response.addressed_to != state or response.stage not in OPEN_TO_REPLY:
        return ()
    return (Button(Said("response.act.reply"), f"response reply {response.id}"),)


def _its_own(button: Button, response: Response, state: str | None) -> bool:
    """Whether a State concerned may do this with the response, and not the others alone."""
    match button.line.split()[:2]:
        case ["response", "accept"]:
            return isinstance(response.parts, Assistance) and (response.parts.recipient == state)
        case ["response", "amend"]:
            return response.proposed_by == state
        case ["message", "draft"] | ["incident", "review"] | ["incident", "continue"]:
            return False
        case ["commitment", "offer"] | ["incident", "lift"]:
            return not isinstance(response.parts, Suspension) or (response.parts.towards != state)
    return True


def page(
    store: Store,
    response: Response,
    incident: Incident,
    cut: Cut,
    *,
    names: bool = False,
    letter: str | None = None,
) -> Page:
    """A response on one page, for whoever may see this much of it; `names` as in `followed`.

    `letter` is the joint message that carries it out, for whoever may see that one.
    """
    lines = [words.kind(response, store), words.stands(response, store), *until(store, response)]
    buttons: tuple[Button, ...] = ()
    if cut is Cut.FULL:
        since = followed(response, store, names=names)
        text = words.remaining if since else words.parts
        lines += (*text(response, store), *since)
        buttons = acts(response, open_poll(store, response), letter)
    lines.append(Said("response.label", label=incident.label))
    title = Said("response.card", id=response.id, title=response.title)
    return Page(title, tuple(lines), buttons)


def _letter(response: Response, written: str | None) -> tuple[Button, ...]:
    """A common message is written, signed and sent as a joint message (T-42)."""
    if not isinstance(response.parts, Message):
        return ()
    if written is not None:
        return (Button(Said("message.act.show_one", id=written), f"message show {written}"),)
    line = f"message draft {response.incident} response={response.id}"
    return (Button(Said("response.act.letter"), line),)


def open_poll(store: Store, response: Response) -> str | None:
    """The id of the poll that is open on it."""
    polls = store.polls.on(response.id)
    return next((poll.id for poll in polls if poll.stage is PollStage.OPEN), None)


def acts(
    response: Response, poll: str | None = None, letter: str | None = None
) -> tuple[Button, ...]:
    """What can be done with it now; `poll` is the open one on it, `letter` its joint message."""
    match response.stage:
        case Stage.PROPOSED if poll is not None:
            return (Button(Said("poll.act.show"), f"poll show {poll}"),)
        case Stage.PROPOSED if isinstance(response.parts, Assistance):
            return (Button(Said("response.act.accept"), f"response accept {response.id}"),)
        case Stage.PROPOSED:
            open_it = Button(Said("response.act.poll"), f"poll open {response.id}")
            return (open_it, *_letter(response, letter))
        case Stage.ADOPTED if isinstance(response.parts, Message):
            return _letter(response, letter)
        case Stage.ADOPTED | Stage.IN_FORCE | Stage.UNDER_REVIEW:
            return _onward(response)
        case Stage.NOT_ADOPTED:
            return (Button(Said("response.act.amend"), f"response amend {response.id}"),)
    return ()


def _onward(response: Response) -> tuple[Button, ...]:
    """What can be done with a measure that was adopted (4.1)."""
    if isinstance(response.parts, Lifting | Assistance | Message):
        return ()
    incident = response.incident
    if response.stage is Stage.UNDER_REVIEW:
        return (
            Button(Said("response.act.criterion"), f"response criterion {response.id}"),
            Button(Said("incident.act.lift"), f"incident lift {incident}"),
            Button(Said("incident.act.continue"), f"incident continue {incident}"),
        )
    commit = commitment(response)
    if isinstance(response.parts, Unification):
        return (commit, Button(Said("response.act.apply"), f"response apply {response.id}"))
    if response.stage is Stage.ADOPTED:
        return (commit,)
    return (commit, Button(Said("incident.act.review"), f"incident review {incident}"))
