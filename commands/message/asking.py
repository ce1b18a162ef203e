"""The question to each State, in private, whether it signs."""

from __future__ import annotations

from commands.call import Call
from commands.incident.words import party
from commands.message import words
from commands.message.fields import Signing
from commands.outcome import Ask, Button, Page
from coordination.message.record import Message
from coordination.said import Said
from coordination.text import short
from storage.store import Store


def asks(
    call: Call, store: Store, message: Message, *parties: str, reminder: bool = False
) -> tuple[Ask, ...]:
    """The question to the voter and the deputies of each State, answered by a number."""
    made = []
    for code in parties or asked(message):
        voter = store.directory.voter(code, message.group, call.now)
        hats = (voter, *store.directory.alternates(code, message.group, call.now))
        line = f"message answer {message.id} on={_begin(message)} as={code}"
        page = _ballot(message, code, store, reminder=reminder)
        made += [
            Ask(hat.person, key(message, code), line, page, message.label)
            for hat in hats
            if hat is not None
        ]
    return tuple(made)


def key(message: Message, code: str) -> str:
    """The key of the question to one party."""
    return f"sign:{message.id}:{code}"


def _ballot(message: Message, code: str, store: Store, *, reminder: bool) -> Page:
    numbers = tuple(
        Said("form.numbered", n=n, name=Said(f"signing.{one.value}"))
        for n, one in enumerate(Signing, start=1)
    )
    lines = (
        *_until(message),
        *words.languages(message),
        Said("message.frozen_text", text=mark(message)),
        *numbers,
        Said("message.ballot"),
        Said("message.ballot_until"),
    )
    read = Button(Said("message.act.show"), f"message show {message.id}")
    letter = Button(Said("message.act.letter"), f"message show {message.id} letter=yes")
    sheet = Button(Said("sheet.act"), f"sheet {message.id}")
    name = party(code, message.group, store)
    state = party(message.addressee, message.group, store)
    which = "message.ballot_reminder" if reminder else "message.ballot_title"
    title = Said(which, id=message.id, party=name, state=state)
    return Page(title, lines, (read, letter, sheet))


def _until(message: Message) -> tuple[Said, ...]:
    """When an answer is wished, on the clock of whoever reads it."""
    at = message.sign_until
    return (Said("message.sign_until", at=at),) if at is not None else ()


def asked(message: Message) -> tuple[str, ...]:
    """The parties that are asked for their signature."""
    return message.frozen.asked if message.frozen else ()


def _begin(message: Message) -> str:
    return message.frozen.fingerprint[:8] if message.frozen else ""


def mark(message: Message) -> str:
    """The beginning of the fingerprint of its text."""
    return short(message.frozen.fingerprint if message.frozen else message.mark)
