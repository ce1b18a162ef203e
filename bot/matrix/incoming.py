"""What a person wrote, out of a Matrix event (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Written:
    """A text that a person wrote; `sent` is what the sender's homeserver says of the time."""

    event: str
    sender: str
    text: str
    sent: datetime
    thread: str | None
    replaces: str | None
    answers: str | None


def written(event: dict[str, Any]) -> Written | None:
    """The text of an event, or None: notices, polls, reactions, files and joins are no commands."""
    content = event.get("content")
    if event.get("type") != "m.room.message" or not isinstance(content, dict):
        return None
    relation = part(content, "m.relates_to")
    replaces = _id(relation, "event_id") if relation.get("rel_type") == "m.replace" else None
    said = part(content, "m.new_content") if replaces else content
    text = said.get("body")
    if said.get("msgtype") != "m.text" or not isinstance(text, str):
        return None
    answers = None if relation.get("is_falling_back") else _id(part(relation, "m.in_reply_to"))
    return Written(
        event=str(event.get("event_id")),
        sender=str(event.get("sender")),
        text=_without_quotation(text) if answers else text,
        sent=_instant(event.get("origin_server_ts")),
        thread=thread_of(content),
        replaces=replaces,
        answers=answers,
    )


@dataclass(frozen=True)
class Sign:
    """A reaction: who put a sign on which message. Which sign it was is not read (P-03)."""

    event: str
    sender: str
    on: str


def signed(event: dict[str, Any]) -> Sign | None:
    """The reaction that an event is; None for everything else."""
    relation = part(part(event, "content"), "m.relates_to")
    on = _id(relation) if relation.get("rel_type") == "m.annotation" else None
    if event.get("type") != "m.reaction" or on is None:
        return None
    return Sign(str(event.get("event_id")), str(event.get("sender")), on)


@dataclass(frozen=True)
class Gone:
    """A message that somebody took away; why is not read."""

    event: str
    sender: str
    of: str


def gone(event: dict[str, Any]) -> Gone | None:
    """The message that an event takes away; rooms before version 11 name it outside the content."""
    content = part(event, "content")
    of = _id(content, "redacts") or _id(event, "redacts")
    if event.get("type") != "m.room.redaction" or of is None:
        return None
    return Gone(str(event.get("event_id")), str(event.get("sender")), of)


def thread_of(content: dict[str, Any]) -> str | None:
    """The root of the thread in which something was written (it stays in clear)."""
    relation = part(content, "m.relates_to")
    return _id(relation, "event_id") if relation.get("rel_type") == "m.thread" else None


def part(content: dict[str, Any], key: str) -> dict[str, Any]:
    """A part of what a stranger sent, which may be missing or of any shape."""
    value = content.get(key)
    return value if isinstance(value, dict) else {}


def _id(relation: dict[str, Any], key: str = "event_id") -> str | None:
    value = relation.get(key)
    return value if isinstance(value, str) else None


def _without_quotation(text: str) -> str:
    """Older clients repeat what they answer, as lines that begin with `> ` and an empty line."""
    lines = text.split("\n")
    quoted = 0
    while quoted < len(lines) and lines[quoted].startswith("> "):
        quoted += 1
    if quoted and quoted < len(lines) and not lines[quoted]:
        return "\n".join(lines[quoted + 1 :])
    return text


def _instant(milliseconds: object) -> datetime:
    latest = 253402300799000
    if not isinstance(milliseconds, int) or not 0 <= milliseconds <= latest:
        return datetime.fromtimestamp(0, UTC)
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
