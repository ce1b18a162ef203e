"""Rooms that record: what a rehearsal and the terminal have in place of Matrix and Slack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.rooms import (
    Attachment,
    Message,
    Receive,
    RoomChanged,
    Security,
    Unreadable,
)


@dataclass(frozen=True)
class Shown:
    """One thing that stands in a room. `edits` is the remote id of what it replaced."""

    room: str
    remote: str
    key: str
    text: str
    thread: str | None = None
    mention: tuple[str, ...] = ()
    edits: str | None = None
    kind: str = "message"
    label: str = ""
    content: bytes = b""
    """Of a file."""
    name: str = ""
    """Of a file."""
    blocks: tuple[dict[str, Any], ...] = ()
    """The same as Slack shows it."""
    to: str = ""
    """The account that alone sees it (kind `whisper`)."""


class Recording:
    """A platform that shows nothing to anybody and remembers everything."""

    def __init__(self, name: str, tell: Callable[[Shown], None]) -> None:
        self.name = name
        self._tell = tell
        self._by_key: dict[str, Shown] = {}

    async def start(self) -> None:
        """Nothing to sign in to."""

    async def listen(self, receive: Receive, changed: RoomChanged, unreadable: Unreadable) -> None:
        """Nobody writes here by themselves."""

    async def send(self, room: str, message: Message) -> str:
        return self._show(
            Shown(
                room,
                f"${message.key}",
                message.key,
                message.plain,
                message.thread,
                message.mention,
                label=message.label,
                blocks=message.blocks,
            )
        )

    async def whisper(self, room: str, account: str, message: Message) -> None:
        self._show(
            Shown(
                room,
                f"${message.key}",
                message.key,
                message.plain,
                message.thread,
                label=message.label,
                blocks=message.blocks,
                kind="whisper",
                to=account,
            )
        )

    async def edit(self, room: str, remote_id: str, message: Message) -> None:
        self._show(
            Shown(
                room,
                f"${message.key}",
                message.key,
                message.plain,
                None,
                (),
                edits=remote_id,
                label=message.label,
                blocks=message.blocks,
            )
        )

    async def redact(self, room: str, remote_id: str) -> bool:
        self._show(
            Shown(room, f"$redact-{remote_id}", remote_id, "", edits=remote_id, kind="redact")
        )
        return True

    async def mark(self, room: str, remote_id: str, sign: str) -> None:
        self._show(Shown(room, f"$mark-{remote_id}", remote_id, sign, kind="mark"))

    async def file(self, room: str, attachment: Attachment) -> str:
        shown = Shown(
            room,
            f"${attachment.key}",
            attachment.key,
            _named(attachment),
            attachment.thread,
        )
        return self._show(
            replace(shown, kind="file", content=attachment.content, name=attachment.name)
        )

    async def direct_room(self, account: str) -> str:
        return f"direct-{account}"

    async def make_room(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        return name

    async def invite(self, room: str, account: str) -> None:
        """Everybody of the directory is there already."""

    async def remove(self, room: str, account: str) -> None:
        """Nobody leaves."""

    async def security(self, room: str, *, anew: bool = False) -> Security:
        return Security(safe=True)

    async def close(self) -> None:
        """Nothing to close."""

    def _show(self, shown: Shown) -> str:
        """Show it once, however often it is sent with the same key."""
        known = self._by_key.get(shown.remote)
        if known is None:
            self._by_key[shown.remote] = shown
            self._tell(shown)
        return shown.remote


def _named(attachment: Attachment) -> str:
    """A file as it stands in a room; one that is text can be read there."""
    named = f"{attachment.name}: {attachment.alternative}"
    if attachment.media_type != "text/plain":
        return named
    return f"{named}\n{attachment.content.decode()}"
