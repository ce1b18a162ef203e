"""What the Slack edge asks of the forms: they are read and drawn, nothing is stored by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from bot.rooms import Receive
from commands.heard import Incoming


@dataclass(frozen=True)
class Step:
    """What the acknowledgement of a form shows: errors at their fields, or the next step."""

    response: dict[str, Any]


@dataclass(frozen=True)
class Line:
    """The line that a form became, and where it was opened (the platform's ids)."""

    text: str
    room: str
    thread: str | None


class Forms(Protocol):
    """Forms as Slack's views. Whoever submits speaks: a form carries no account."""

    async def heard(self, heard: Incoming, receive: Receive) -> dict[str, Any] | None:
        """The view that the line needs; None where it was received as it is."""

    async def barred(self, heard: Incoming) -> dict[str, Any] | None:
        """The view that says where the line can be begun; None where it can be here."""

    async def submitted(self, heard: Incoming, view: dict[str, Any]) -> Step | Line:
        """What follows from a submitted view."""

    async def acted(
        self, heard: Incoming, view: dict[str, Any], action: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The view after something was done in it; None where it stays as it is."""

    async def options(self, heard: Incoming, body: dict[str, Any]) -> list[dict[str, Any]]:
        """What fits what is typed into a list."""

    async def shortcut(self, body: dict[str, Any]) -> str:
        """The line that a shortcut stands for."""

    async def home(self, account: str) -> dict[str, Any] | None:
        """A person's App Home; None for an account that nobody knows."""

    async def done(self) -> int:
        """How much was done so far, by whichever process; raises Unavailable."""

    async def rooms(self) -> tuple[str, ...]:
        """The remote ids of the shared rooms that the directory has here."""

    async def own(self, account: str) -> str | None:
        """The remote id of an account's direct room, where the directory has one."""
