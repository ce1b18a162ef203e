"""The only place that writes outbox rows: what goes into one room, in which order, and when."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from commands.call import Call
from commands.document import Document
from commands.outcome import Ask, Card, File, Invitation, Page
from commands.picture import Picture
from commands.quiet import awake
from commands.timeline import Timeline
from coordination.parties import Room, Sees
from coordination.said import dumped
from coordination.tlp import Tlp
from storage.canonical import Written
from storage.card import LiveCard
from storage.outbox import Outgoing, asking
from storage.store import Store

WAKING = "waking"
"""The lane of what waits for a person's morning; answers to the person do not wait behind it."""


@dataclass(frozen=True)
class Words:
    """A page for one room, already cut for it: its label there, and who is notified."""

    page: Page
    label: Tlp
    mention: tuple[str, ...] = ()


def message(
    store: Store,
    call: Call,
    room: Room,
    words: Words,
    name: str,
    thread: str | None = None,
) -> None:
    """Say it in a room, under the thread's card where there is one."""
    wakes = bool(words.mention) and room.sees is Sees.DIRECT
    lane = WAKING if wakes else None
    payload = _payload(words)
    _put(store, call, room, "message", name, payload, thread=thread, wakes=wakes, lane=lane)


def ask(store: Store, call: Call, room: Room, words: Words, asked: Ask) -> None:
    """Ask in a direct room, not before the person's morning; the row knows which line it asks.

    Whoever wants to see it again, or is asked about what was just said, is there: it does not wait.

    It names the whole question, of which the words may show less.
    """
    payload = _payload(words) | {"ask": asked.key, "asks": digest(asked.page.written)}
    name = asking(asked.key, asked.line)
    if asked.again or asked.person == call.person.id:
        _put(store, call, room, "message", name, payload)
        return
    _put(store, call, room, "message", name, payload, wakes=True, lane=asked.key)


def digest(page: Written) -> str:
    """Names the words of a page."""
    return sha256(page).hexdigest()[:32]


def _payload(words: Words) -> dict[str, Any]:
    return {
        "page": words.page.written,
        "label": words.label.value,
        "mention": list(words.mention),
    }


def answer(
    store: Store, call: Call, room: Room, words: Words, event: str | None, name: str = "reply"
) -> None:
    """A private reply: never held back, for the person is there."""
    _put(store, call, room, "message", name, _payload(words) | {"answers": event})


def whisper(store: Store, call: Call, room: Room, words: Words, to: str, under: str | None) -> None:
    """A private reply within a shared room: this person alone sees it.

    `under` is the platform's own id of the message whose thread it belongs to.
    """
    payload = _payload(words) | {"mention": [], "to": to, "under": under}
    _put(store, call, room, "message", "reply", payload, lane=f"to:{to}")


def card(store: Store, call: Call, room: Room, shown: Card) -> None:
    """Show a live card for the first time; its words are made when it is sent."""
    payload: dict[str, Any] = {"card": shown.key, "label": shown.label.value}
    _put(store, call, room, "card", f"card:{shown.key}", payload, thread=shown.thread or _id(shown))


def card_at_last(store: Store, shown: LiveCard, room: Room, now: datetime) -> None:
    """Show a card of which the room might see nothing before."""
    id = shown.key.partition(":")[2]
    thing = store.things.find(id)
    thread = (thing.incident if thing else None) or id
    row = Outgoing(
        room=room.id,
        kind="card",
        dedup=f"{shown.key}:{room.id}:{shown.version}",
        payload={"card": shown.key, "label": shown.label.value},
        group=room.group or "",
        thread=thread,
        lane=f"{room.id}/{thread}",
        platform=room.platform,
    )
    store.outbox.add(row, now)
    store.cards.coming(shown.key, room.id)


def to_stranger(
    store: Store,
    call: Call,
    words: Words,
    account: str | None = None,
    under: str | None = None,
) -> None:
    """One polite line, into the place where the unknown account wrote (`call.room.remote`).

    With an account, to that one alone.
    """
    payload: dict[str, Any] = {
        "page": words.page.written,
        "label": words.label.value,
        "mention": [],
        "place": True,
        "account": account,
        "under": under,
    }
    _put(store, call, call.room, "message", "stranger", payload)


def _id(shown: Card) -> str:
    return shown.key.partition(":")[2]


def file(
    store: Store,
    call: Call,
    room: Room,
    given: File | Document | Picture | Timeline,
    label: Tlp,
    name: str,
    thread: str | None = None,
) -> None:
    """Show a file in a room; a document as each of its forms, made when they are sent."""
    if isinstance(given, Picture | Timeline):
        drawn = {"picture": given.data(), "label": label.value}
        _put(store, call, room, "file", name, drawn, thread=thread)
        return
    if isinstance(given, Document):
        for form in given.forms:
            paper = {"document": given.data(), "form": form.value, "label": label.value}
            _put(store, call, room, "file", f"{name}.{form.value}", paper, thread=thread)
        return
    payload: dict[str, Any] = {
        "name": given.name,
        "type": given.media_type,
        "content": b64encode(given.content).decode(),
        "alternative": dumped(given.alternative),
        "label": label.value,
    }
    _put(store, call, room, "file", name, payload, thread=thread)


def invitation(
    store: Store, call: Call, room: Room, given: Invitation, label: Tlp, name: str
) -> None:
    """Send a calendar entry, after the message that it belongs to."""
    payload: dict[str, Any] = {
        "invitation": given.data(),
        "label": label.value,
        "mention": [room.person] if room.person else [],
    }
    direct = room.sees is Sees.DIRECT
    lane = WAKING if direct else None
    _put(store, call, room, "file", name, payload, wakes=direct, lane=lane)


def mark(store: Store, call: Call, room: Room, event: str, sign: str) -> None:
    """Put a sign on the speaker's message: the answer is in the direct room."""
    _put(store, call, room, "mark", "mark", {"event": event, "sign": sign}, lane="marks")


def redact(store: Store, call: Call, room: Room, event: str) -> None:
    """Remove the speaker's message, where the platform permits it (T-10, DR-29)."""
    _put(store, call, room, "redact", "redact", {"event": event}, lane="marks")


def _put(
    store: Store,
    call: Call,
    room: Room,
    kind: str,
    name: str,
    payload: dict[str, Any],
    *,
    thread: str | None = None,
    wakes: bool = False,
    lane: str | None = None,
) -> None:
    """One row; rows of one lane (a thread in a room, unless named) are sent in order."""
    person = store.directory.person(room.person) if wakes and room.person else None
    when: datetime | None = awake(person, call.now) if person else None
    item = Outgoing(
        room=room.id,
        kind=kind,
        thread=thread,
        lane=f"{room.id}/{lane or thread or ''}",
        dedup=f"{call.seq or call.event}:{room.id}:{name}",
        payload=payload,
        group=call.group.id,
        platform=room.platform,
    )
    add = store.outbox.add_new if call.once else store.outbox.add
    add(item, call.now if when is None else when)
