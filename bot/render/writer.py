"""The part of rendering that differs by platform: how data, lines to send and instants look."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.render.clean import clean


class Writer(Protocol):
    """Makes markup. `words` and `data` escape; the others get what is escaped already."""

    @property
    def newline(self) -> str:
        """How a line ends within a page."""

    def words(self, text: str) -> str:
        """Words of ours."""

    def data(self, text: str) -> str:
        """What somebody wrote: cleaned and escaped."""

    def line(self, text: str) -> str:
        """A line that the reader can send, with the platform's sign before it."""

    def code(self, text: str) -> str:
        """The same for a terminal of the machine, with no sign before it."""

    def strong(self, text: str) -> str:
        """The first line of a page."""

    def instant(self, at: datetime, shown: str) -> str:
        """An instant; a platform that shows each reader's own time may use `at`."""


@dataclass(frozen=True)
class Plain:
    """Text without markup: terminals, and the plain body of a Matrix message."""

    prefix: str = ""
    newline: str = "\n"

    def words(self, text: str) -> str:
        return text

    def data(self, text: str) -> str:
        return clean(text)

    def line(self, text: str) -> str:
        return self.code(f"{self.prefix}{text}")

    def code(self, text: str) -> str:
        return f"`{text}`"

    def strong(self, text: str) -> str:
        return text

    def instant(self, at: datetime, shown: str) -> str:
        return shown


@dataclass(frozen=True)
class Html:
    """The HTML that Matrix clients show (Client-Server API, m.room.message msgtypes)."""

    prefix: str = "!"
    newline: str = "<br>"

    def words(self, text: str) -> str:
        return html.escape(text)

    def data(self, text: str) -> str:
        return html.escape(clean(text)).replace("\n", self.newline)

    def line(self, text: str) -> str:
        return self.code(f"{html.escape(self.prefix)}{text}")

    def code(self, text: str) -> str:
        return f"<code>{text}</code>"

    def strong(self, text: str) -> str:
        return f"<strong>{text}</strong>"

    def instant(self, at: datetime, shown: str) -> str:
        return shown
