"""One line as it is typed at a terminal: the keys that change it, and the lines before it."""

from __future__ import annotations

import re
from collections.abc import Callable

_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO.|.", re.DOTALL)


class Editing:
    """What stands in the line, where the cursor is, and what was typed before."""

    def __init__(self) -> None:
        self.text = ""
        self.at = 0
        self._earlier: list[str] = []
        self._place = 0
        """Which earlier line stands there; their number where it is the one being typed."""
        self._begun = ""
        self._keys: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("\x7f", "\x08"), self._back),
            "\x1b[3~": self._delete,
            "\x15": lambda: self._become(self.text[self.at :], 0),
            "\x0b": lambda: self._become(self.text[: self.at], self.at),
            "\x17": self._back_a_word,
            **dict.fromkeys(("\x01", "\x1b[H", "\x1bOH", "\x1b[1~"), lambda: self._go(0)),
            **dict.fromkeys(("\x05", "\x1b[F", "\x1bOF", "\x1b[4~"), self._to_the_end),
            **dict.fromkeys(("\x02", "\x1b[D", "\x1bOD"), lambda: self._go(self.at - 1)),
            **dict.fromkeys(("\x06", "\x1b[C", "\x1bOC"), lambda: self._go(self.at + 1)),
            **dict.fromkeys(("\x10", "\x1b[A", "\x1bOA"), lambda: self._recall(-1)),
            **dict.fromkeys(("\x0e", "\x1b[B", "\x1bOB"), lambda: self._recall(1)),
        }

    def take(self, typed: str) -> list[str | None]:
        """The lines that these keys finish; None is the end of input."""
        done: list[str | None] = []
        for key in _KEY.findall(typed):
            if key in "\r\n":
                done.append(self._finished())
            elif key == "\x04" and not self.text:
                done.append(None)
            elif key == "\x04":
                self._delete()
            elif key in self._keys:
                self._keys[key]()
            elif key.isprintable():
                self._become(self.text[: self.at] + key + self.text[self.at :], self.at + 1)
        return done

    def _finished(self) -> str:
        line = self.text
        if line and line not in self._earlier[-1:]:
            self._earlier.append(line)
        self._place, self._begun = len(self._earlier), ""
        self._become("", 0)
        return line

    def _become(self, text: str, at: int) -> None:
        self.text, self.at = text, at

    def _go(self, at: int) -> None:
        self.at = max(0, min(at, len(self.text)))

    def _to_the_end(self) -> None:
        self._go(len(self.text))

    def _back(self) -> None:
        if self.at:
            self._become(self.text[: self.at - 1] + self.text[self.at :], self.at - 1)

    def _delete(self) -> None:
        self._become(self.text[: self.at] + self.text[self.at + 1 :], self.at)

    def _back_a_word(self) -> None:
        rest = self.text[: self.at].rstrip()
        start = len(rest[: rest.rfind(" ") + 1])
        self._become(self.text[:start] + self.text[self.at :], start)

    def _recall(self, by: int) -> None:
        place = self._place + by
        if not 0 <= place <= len(self._earlier):
            return
        if self._place == len(self._earlier):
            self._begun = self.text
        self._place = place
        line = self._begun if place == len(self._earlier) else self._earlier[place]
        self._become(line, len(line))
