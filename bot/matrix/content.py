"""What a message, an edit or a file looks like in Matrix."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.rooms import Attachment, Message

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def transaction(*parts: str) -> str:
    """The same for the same thing, so that the homeserver shows a repeat once."""
    return "c" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


def message_content(message: Message) -> dict[str, Any]:
    """Text of the type `m.text` (notices are muted by default), and whom it notifies."""
    content = {**_words(message.plain, message.html, message), "m.mentions": _mentions(message)}
    relation = relation_content(message.thread, message.answers)
    if relation:
        content["m.relates_to"] = relation
    return content


def edit_content(remote_id: str, message: Message) -> dict[str, Any]:
    """New words for an earlier message, with a fallback for clients that know no edits."""
    return {
        **_words("* " + message.plain, "* " + message.html, message),
        "m.new_content": {
            **_words(message.plain, message.html, message),
            "m.mentions": _mentions(message),
        },
        "m.mentions": _mentions(message),
        "m.relates_to": {"rel_type": "m.replace", "event_id": remote_id},
    }


def file_content(attachment: Attachment, source: dict[str, Any]) -> dict[str, Any]:
    """A file or picture; `source` is its `url`, or the `file` with the keys to an encrypted one."""
    picture = attachment.media_type.startswith("image/")
    content: dict[str, Any] = {
        "msgtype": "m.image" if picture else "m.file",
        "body": attachment.alternative or attachment.name,
        "filename": attachment.name,
        "info": {
            "mimetype": attachment.media_type,
            "size": len(attachment.content),
            **_sides(attachment.content),
        },
        "m.mentions": {"user_ids": []},
        **source,
    }
    relation = relation_content(attachment.thread, None)
    if relation:
        content["m.relates_to"] = relation
    return content


def _sides(content: bytes) -> dict[str, int]:
    """Width and height of a PNG in pixels; without them some clients show it out of proportion."""
    if len(content) < 24 or not content.startswith(PNG):
        return {}
    return {"w": int.from_bytes(content[16:20]), "h": int.from_bytes(content[20:24])}


def relation_content(thread: str | None, answers: str | None) -> dict[str, Any]:
    """A thread relation that a client without threads shows as a reply to the root."""
    if thread is None:
        return {"m.in_reply_to": {"event_id": answers}} if answers else {}
    return {
        "rel_type": "m.thread",
        "event_id": thread,
        "is_falling_back": answers is None,
        "m.in_reply_to": {"event_id": answers or thread},
    }


def _words(plain: str, html: str, message: Message) -> dict[str, Any]:
    """Whoever must act is notified by `m.text`; the default push rules keep `m.notice` quiet."""
    words = {"msgtype": "m.text" if message.mention else "m.notice", "body": plain}
    return {**words, "format": "org.matrix.custom.html", "formatted_body": html} if html else words


def _mentions(message: Message) -> dict[str, Any]:
    return {"user_ids": list(message.mention)}


def new_room(name: str, topic: str, accounts: tuple[str, ...]) -> dict[str, Any]:
    """The request for a shared room that meets every demand of T-11."""
    state = {
        "m.room.encryption": {"algorithm": "m.megolm.v1.aes-sha2"},
        "m.room.history_visibility": {"history_visibility": "joined"},
        "m.room.guest_access": {"guest_access": "forbidden"},
        "m.room.join_rules": {"join_rule": "invite"},
    }
    return {
        "preset": "private_chat",
        "visibility": "private",
        "name": name,
        "topic": topic,
        "invite": list(accounts),
        "initial_state": [
            {"type": kind, "state_key": "", "content": content} for kind, content in state.items()
        ],
    }
