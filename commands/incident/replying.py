"""The right of reply of a State concerned, put to whoever speaks for it (DR-22)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.incident.people import reads, speakers
from commands.kinds.who import named
from commands.outcome import Ask, Button, Page
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.response.record import Response
from coordination.response.stage import OPEN_TO_REPLY
from coordination.said import Said
from storage.store import Store


def key(response: str) -> str:
    """Under which its State is asked, to be closed once it has said its word."""
    return f"reply:{response}"


def question(response: Response, state: str, how: str, store: Store) -> Page:
    """What the State is asked of a measure that is addressed to it; `how` as in `asks`."""
    name = named(state, store)
    title = Said(f"response.ask_reply.{how}", id=response.id, title=response.title, state=name)
    button = Button(Said("response.act.reply"), f"response reply {response.id}")
    return Page(title, (Said("response.ask_reply.heard"),), (button,))


def put(
    call: Call,
    store: Store,
    incident: Incident,
    response: str,
    state: str,
    page: Page,
    text: tuple[Said, ...] = (),
) -> tuple[Ask, ...]:
    """The question to each who may know of the incident; its `text` to who reads all of that."""
    made, line = [], page.buttons[0].line
    for one in speakers(store, incident.group, state, call.now):
        sees = reads(store, incident, one, call.now)
        shown = replace(page, lines=(*text, *page.lines)) if sees is Cut.FULL else page
        if sees.value >= Cut.OUTCOME.value:
            made.append(Ask(one, key(response), line, shown, incident.label))
    return tuple(made)


def asked_of(call: Call, store: Store, incident: Incident, state: str) -> tuple[Ask, ...]:
    """On each measure towards a State that reads of them only from now on."""
    made: list[Ask] = []
    for one in store.responses.of(incident.id):
        if one.addressed_to == state and one.stage in OPEN_TO_REPLY:
            page = question(one, state, "put", store)
            made += put(call, store, incident, one.id, state, page)
    return tuple(made)
