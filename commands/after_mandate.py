"""Somebody acts for a State after the mandate ended: on which thing, and who is told of it."""

from __future__ import annotations

from collections.abc import Container

from commands.line import Line
from coordination import ids
from coordination.hats import SPEAKERS
from coordination.parties import Person
from storage.receipt import Receipt
from storage.store import Store


def thing(store: Store, person: Person, receipt: Receipt, noun: str, verbs: Container[str]) -> str:
    """The id of what was to be answered by one of these verbs; empty where it was something else.

    It was named by a line of its own, or by a number in reply to a question.
    """
    remote, line = receipt.answers, receipt.text.removeprefix("!").strip()
    room = store.directory.room_by_remote(receipt.source, receipt.room)
    asked = [one.line for one in store.asks.of(person.id)] if line.isdigit() else []
    if remote and room is not None:
        asked = [store.outbox.asked(room.id, remote) or line]
    words = Line(asked[0] if len(asked) == 1 else line).words()
    if len(words) < 3 or words[0].lower() != noun or words[1].lower() not in verbs:
        return ""
    return ids.read(words[2]) or ""


def others(
    store: Store, person: Person, receipt: Receipt, party: str, group: str
) -> tuple[str, ...]:
    """The State's own people whose mandate holds."""
    hats = store.directory.credentials_for(party, group, receipt.received_at)
    people = dict.fromkeys(hat.person for hat in hats if hat.role in SPEAKERS)
    return tuple(one for one in people if one != person.id)
