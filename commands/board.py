"""Which builder makes which card, and what of its acts a room is offered: what its readers may."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from commands.cards import Builder, Face
from commands.commitment import reading as commitment
from commands.convergence import card as convergence
from commands.incident import card as incident
from commands.line import Line, address
from commands.meeting import card as meeting
from commands.message import card as message
from commands.outcome import Button
from commands.plan import card as plan
from commands.poll import card as poll
from commands.response import card as response
from commands.table import FORMS
from coordination.hats import SPEAKERS
from coordination.parties import Role, Room, Sees
from coordination.said import Said
from storage.store import Store

_OF_A_STATE = frozenset({Role.CONCERNED, Role.CA_OFFICER, Role.VOTER, Role.ALTERNATE})
_SHARED = (Sees.PARTIES, Sees.EVERYBODY, Sees.PARTY)
_AUDIENCE = {
    **dict.fromkeys(_SHARED, SPEAKERS),
    Sees.CONCERNED: _OF_A_STATE,
    Sees.EMBASSIES: frozenset({Role.EMBASSY}),
    Sees.OBSERVERS: frozenset({Role.OBSERVER, Role.ASSOCIATION}),
}
"""For whom a room is: the chair and the secretariat sit there too, and act from their own."""


def _offering(kind: str, builder: Builder, store: Store, id: str, room: Room) -> Face | None:
    """The card with the acts that those for whom the room is may do."""
    face = builder(store, id, room)
    roles = _AUDIENCE.get(room.sees)
    if face is None or roles is None:
        return face
    fitting = tuple(button for button in face.page.buttons if _may(button, roles))
    if room.sees in _SHARED:
        fitting += _own(kind, id, face.page.buttons, fitting)
    return replace(face, page=replace(face.page, buttons=fitting))


def _own(
    kind: str, id: str, every: tuple[Button, ...], fitting: tuple[Button, ...]
) -> tuple[Button, ...]:
    """The way to what one may do oneself, where that is more than what everybody may."""
    line = f"{kind} show {id}"
    more = kind == "incident" or len(fitting) < len(every)
    if not more or any(button.line == line for button in fitting):
        return ()
    return (Button(Said("card.act.own"), line),)


def _may(button: Button, roles: frozenset[Role]) -> bool:
    form = address(Line(button.line), FORMS)
    return form is None or not form.by or bool(roles & set(form.by))


BUILDERS: dict[str, Builder] = {
    kind: partial(_offering, kind, builder)
    for kind, builder in {
        "incident": incident.card,
        "commitment": commitment.card,
        "meeting": meeting.meeting_card,
        "plan": plan.card,
        "message": message.card,
        "response": response.card,
        "poll": poll.card,
        "board": convergence.card,
    }.items()
}
