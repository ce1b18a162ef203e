"""What one outbox row shows, once everything that it needs is read: messages, or a file."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from bot import papers, pictures
from bot.render.pages import text
from bot.render.reader import Reader
from bot.render.worded import worded
from bot.rooms import Attachment, Message
from commands.outcome import Invitation, Page
from coordination.parties import Room
from coordination.said import loaded, sentence
from storage.database import Database
from storage.outbox import Sending


@dataclass(frozen=True)
class Ready:
    """What sending one row needs, read at once; `alone` is shown it alone in a shared room."""

    room: Room
    reader: Reader
    page: Page | None
    root: str | None
    people: tuple[tuple[str, str], ...]
    account: str | None
    version: int = 0
    label: str = ""
    alone: str | None = None
    heard: int = 0


def messages(
    key: str, page: Page, ready: Ready, payload: Mapping[str, Any], root: str | None
) -> tuple[Message, ...]:
    """The page as one message, or as several where it is long; the people stand on the first."""
    called = () if ready.room.person else ready.people
    made = []
    for number, words in enumerate(worded(page, ready.reader, ready.room.platform, called)):
        first = number == 0
        mention = tuple(account for account, _ in ready.people) if first else ()
        made.append(
            Message(
                key=key if first else f"{key}.{number}",
                plain=words.plain,
                html=words.html,
                blocks=words.blocks,
                thread=root,
                answers=payload.get("answers"),
                mention=mention,
                label=ready.label,
            )
        )
    return tuple(made)


def digest(message: Message) -> str:
    """Names the words of a message: a card whose words did not change is not edited."""
    drawn = json.dumps(message.blocks, sort_keys=True) if message.blocks else ""
    return sha256(f"{message.plain}\0{message.html}{drawn}".encode()).hexdigest()[:16]


async def attachment(item: Sending, ready: Ready, database: Database) -> Attachment:
    """What a row of files shows: a paper, a picture, a calendar entry, or a file as it stands."""
    payload = item.payload
    if "document" in payload:
        sign = partial(papers.sign, database)
        room = ready.room
        return await papers.attached(
            item.txn_id, payload, ready.reader, room.platform, ready.root, sign
        )
    if "picture" in payload:
        return await pictures.attached(item.txn_id, payload["picture"], ready.reader, ready.root)
    if "invitation" in payload:
        from bot.ics import attached

        attendee = ready.people[0][1] if ready.people else ""
        given = Invitation.read(payload["invitation"])
        return attached(item.txn_id, given, ready.reader, ready.room.person or "", attendee)
    alternative = sentence(loaded(payload["alternative"]))
    return Attachment(
        key=item.txn_id,
        name=payload["name"],
        media_type=payload["type"],
        content=b64decode(payload["content"]),
        alternative=text(alternative, ready.reader),
        thread=ready.root,
    )
