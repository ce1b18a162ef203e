"""The one port: what a platform must be able to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from commands.heard import Incoming
from storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True)
class Message:
    """Words for one room, already rendered: plain text, HTML, and whom to notify (account ids).

    `key` is stable over retries (the platform makes its transaction id of it).
    """

    key: str
    plain: str
    html: str
    thread: str | None = None
    answers: str | None = None
    mention: tuple[str, ...] = ()
    label: str = ""
    """The label of these words, for a record and a last look; people read it in the words."""
    blocks: tuple[dict[str, Any], ...] = ()
    """The same as Slack's Block Kit; empty elsewhere."""
    unclear: bool = False
    """Whether an earlier attempt may have been shown: look before showing it again."""


@dataclass(frozen=True)
class Attachment:
    """A file for one room; the name is neutral, the alternative text is rendered."""

    key: str
    name: str
    media_type: str
    content: bytes
    alternative: str
    thread: str | None = None
    label: str = ""
    unclear: bool = False
    """Whether an earlier attempt may have been shown: look before showing it again."""


@dataclass(frozen=True)
class Security:
    """What a platform knows of a room: `safe`, or the reasons why not (message keys; T-11).

    `present` are the accounts in it or invited to it, our own among them.
    """

    safe: bool
    reasons: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()


class Busy(Exception):
    """The platform did not take it; try again after `seconds`. Nothing was shown."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"retry after {seconds} s")
        self.seconds = seconds


class Nobody(Busy):
    """The platform is there, but in the room nobody could read it yet, or may."""


class SignedOut(Busy):
    """The platform no longer knows our token: nothing was shown, and an operator must act."""

    def __init__(self, code: str) -> None:
        super().__init__(60)
        self.args = (code,)
        self.code = code


class Unclear(Exception):
    """No answer came: it may or may not have been shown. Try again with the same key."""


class Impossible(Exception):
    """The platform will never take it (unknown room, no permission); `code` is its error code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Receive(Protocol):
    """Keeps what was heard."""

    async def __call__(
        self, heard: Incoming, first: Callable[[Store], T | None] | None = None, /
    ) -> T | None:
        """Returns when the receipt is durable; only then does the platform acknowledge.

        `first` looks before, in the same transaction: what it finds is given back, and nothing is
        kept then.
        """


RoomChanged = Callable[[str, Security], Awaitable[None]]
"""Told the room's own id whenever what is known of its security changes."""

Unreadable = Callable[[str, str, str], Awaitable[None]]
"""Told room, event and account of a message that could not be decrypted."""


class Platform(Protocol):
    """A place where people write and read: Matrix, Slack, the terminal."""

    name: str

    async def start(self) -> None:
        """Sign in and be ready to send; raises when that is impossible."""

    async def listen(self, receive: Receive, changed: RoomChanged, unreadable: Unreadable) -> None:
        """Hand over what people write until cancelled; never loses or repeats an event."""

    async def send(self, room: str, message: Message) -> str:
        """Show it once, however often it is called with the same key; gives the remote id."""

    async def whisper(self, room: str, account: str, message: Message) -> None:
        """Show it in a shared room to this account alone; it leaves no id and is not edited.

        `message.thread` is the remote root under which it stands. Raises Impossible where the
        platform knows no such words.
        """

    async def edit(self, room: str, remote_id: str, message: Message) -> None:
        """Put these words in the place of an earlier message of ours."""

    async def redact(self, room: str, remote_id: str) -> bool:
        """Remove a message, ours or another's; False where the platform does not permit it."""

    async def mark(self, room: str, remote_id: str, sign: str) -> None:
        """Put a sign (a reaction) on a person's message."""

    async def file(self, room: str, attachment: Attachment) -> str:
        """Show a file once; gives the remote id."""

    async def direct_room(self, account: str) -> str:
        """The encrypted room with this account alone, made and invited to if there is none."""

    async def make_room(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        """A new room with the platform's best security, and these accounts invited to it."""

    async def invite(self, room: str, account: str) -> None: ...

    async def remove(self, room: str, account: str) -> None: ...

    async def security(self, room: str, *, anew: bool = False) -> Security:
        """What is known of the room's security now; `anew` asks the platform for it."""

    async def close(self) -> None: ...
