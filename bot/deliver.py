"""One outbox row → one platform call: looked up, checked again, rendered, sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.render.reader import Reader
from bot.rooms import Impossible, Nobody, Platform
from bot.showing import Ready, attachment, digest, messages
from bot.whom import alone, people, reader
from commands.board import BUILDERS
from commands.cards import face
from commands.outcome import Button, Page
from commands.post import digest as page_digest
from commands.speaker import CONSOLE, console_room
from coordination.parties import Room, Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.canonical import written
from storage.database import Database
from storage.outbox import Kind, Sending
from storage.store import Store

FORMS = frozenset({"slack"})
"""Platforms on which a line with answers missing opens a form."""
LEFT = frozenset({"matrix"})
"""Platforms on which people can leave the room that is theirs with us."""
_CARD = {"INC": "incident", "POL": "poll", "RES": "response", "COM": "commitment", "MTG": "meeting"}


class Frozen(Exception):
    """The room has lost its trust: nothing sensitive enters until it is approved again (T-11)."""


def prepare(store: Store, item: Sending, now: datetime) -> Ready:
    """Read what the row needs; raises `Frozen` or `Impossible` when it may not be sent."""
    payload = item.payload
    if payload.get("place"):
        room = Room(item.room, item.platform, item.room, None, Sees.DIRECT, Tlp.CLEAR)
        polite, under = Page.read(payload["page"]), payload.get("under")
        return Ready(room, Reader(), polite, under, (), None, alone=payload.get("account"))
    room = _room(store, item)
    page, version, label = None, 0, payload.get("label", "")
    if item.kind is Kind.CARD:
        kept, shown = (
            store.cards.get(payload["card"], room.id),
            face(BUILDERS, store, payload["card"], room),
        )
        version = kept.version if kept else 0
        page, label = (shown.page, shown.label.value) if shown else (None, label)
    else:
        _ceiling(payload, room)
        moot = _moot(store, payload, room)
        page = Page.read(payload["page"]) if "page" in payload and not moot else None
        page = page and _answerable(store, payload, room, page)
    named = tuple(people(store, payload.get("mention", ()), room))
    account = store.directory.account_of(room.person, room.platform) if room.person else None
    root = payload.get("under") or thread_root(store, item.thread, room)
    whose, only = alone(store, payload, room)
    words_for = replace(whose or reader(store, room), now=now)
    heard = store.receipts.newest() if payload.get("ask") else 0
    return Ready(room, words_for, page, root, named, account, version, label, only, heard)


def _room(store: Store, item: Sending) -> Room:
    if item.platform == CONSOLE:
        person = item.room.removeprefix(f"{CONSOLE}:")
        known = store.directory.room(item.room)
        return replace(known, platform=CONSOLE) if known else console_room(person)
    room = store.directory.room(item.room)
    if room is None:
        raise Impossible("room_not_in_directory")
    return room


def _ceiling(payload: Mapping[str, Any], room: Room) -> None:
    """The second check of the ceiling: it may have sunk since the row was written."""
    label = Tlp(payload.get("label", Tlp.CLEAR.value))
    if label is not Tlp.CLEAR and not room.trusted:
        raise Frozen
    if not label.fits(room.ceiling):
        raise Impossible("above_ceiling")


def _moot(store: Store, payload: Mapping[str, Any], room: Room) -> bool:
    """Whether an ask waited for the morning and was answered, ended or put anew meanwhile."""
    if not payload.get("ask") or not room.person:
        return False
    kept = store.asks.get(payload["ask"], room.person)
    return kept is None or page_digest(written(kept.page)) != payload.get("asks")


def _answerable(store: Store, payload: Mapping[str, Any], room: Room, page: Page) -> Page:
    """A question with its form behind a button, where forms are; beside the numbers to type."""
    if not payload.get("ask") or not room.person or room.platform not in FORMS:
        return page
    kept = store.asks.get(payload["ask"], room.person)
    if kept is None or payload.get("label") != kept.label.value:  # content-free: nothing to answer
        return page
    return replace(page, buttons=(Button(Said("today.act.answer"), kept.line), *page.buttons))


def thread_root(store: Store, thread: str | None, room: Room) -> str | None:
    """The remote id of the card under which this is said, if the room has it."""
    if thread is None:
        return None
    kind = _CARD.get(thread.partition("-")[0])
    return store.cards.remote(f"{kind}:{thread}", room.id)


async def deliver(
    item: Sending, ready: Ready, platform: Platform, database: Database
) -> str | None:
    """Send it; gives the remote id. Raises what the platform raises."""
    room = await _place(ready, platform, database)
    payload = item.payload
    match item.kind:
        case Kind.MARK:
            await platform.mark(room, payload["event"], payload["sign"])
        case Kind.REDACT:
            await platform.redact(room, payload["event"])
        case Kind.FILE:
            file = await attachment(item, ready, database)
            said = replace(file, label=ready.label, unclear=item.unclear)
            return await platform.file(room, said)
        case Kind.INVITE:
            await platform.invite(room, payload["account"])
        case _:
            return await _messages(item, ready, platform, room)
    return None


async def _place(ready: Ready, platform: Platform, database: Database) -> str:
    """The room's own id; whoever has left the room with us is asked back into it first.

    Where we were put out of it ourselves, or may not ask anybody in, there is a new one.
    """
    room = ready.room.remote
    if room is not None and platform.name in LEFT and ready.room.person and ready.account:
        try:
            await platform.invite(room, ready.account)
        except Impossible:
            room = None
    return room or await open_room(ready, platform, database)


async def open_room(ready: Ready, platform: Platform, database: Database) -> str:
    """The person's direct room, made now; a shared one is made by itself (`bot.furnish`)."""
    if ready.account is None:
        raise Impossible("room_not_made") if ready.room.person else Nobody(5)
    remote = await platform.direct_room(ready.account)
    room = ready.room

    def remember(store: Store) -> None:
        store.directory.remember_remote(room.id, remote, room.platform)

    await database.run(remember)
    return remote


async def _messages(item: Sending, ready: Ready, platform: Platform, room: str) -> str | None:
    if ready.page is None:
        return None
    own = ready.root if item.kind is not Kind.CARD or ready.root else None
    first = None
    for number, message in enumerate(messages(item.txn_id, ready.page, ready, item.payload, own)):
        if ready.alone is not None:
            await platform.whisper(room, ready.alone, message)
            continue
        sent = await platform.send(room, replace(message, unclear=item.unclear))
        first = sent if number == 0 else first
    return first


def settled(store: Store, item: Sending, ready: Ready, remote: str | None) -> None:
    """It was shown: the row, its card and its ask know the platform's id of it."""
    if not store.outbox.sent(item, remote):
        return
    if remote is None:
        if item.kind is Kind.CARD:
            store.cards.hidden(item.payload["card"], ready.room.id, ready.version)
        return
    if item.kind is Kind.CARD:
        face = digest(messages("", ready.page, ready, {}, None)[0]) if ready.page else None
        store.cards.shown(item.payload["card"], ready.room.id, remote, ready.version, face)
    # A question that was put anew while this was sent is another one; it is sent on its own.
    if item.payload.get("ask") and ready.room.person and not _moot(store, item.payload, ready.room):
        store.asks.shown(item.payload["ask"], ready.room.person, ready.room.id, remote, ready.heard)
