"""A table that is shown as a picture: without a language and without a colour of its own.

It is data, like a page; it becomes PNG when it is sent, in its reader's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coordination.said import Said, dumped, loaded, sentence


class Sign(StrEnum):
    """What stands beside the word of a cell: shapes of one ink, none better than another."""

    FULL = "full"
    HALF = "half"
    RING = "ring"
    TRIANGLE = "triangle"
    DASH = "dash"
    DOTS = "dots"


@dataclass(frozen=True)
class Square:
    """One cell: a sign, a word, and (or None) a second line such as a date."""

    sign: Sign
    word: Said
    note: Said | None = None


@dataclass(frozen=True)
class Picture:
    """Rows and columns with heads; `keys` explain the heads below, `foot` says how to read it.

    `name` is neutral and has no ending; `alternative` says the same in words.
    """

    name: str
    title: Said
    heads: tuple[Said, ...]
    rows: tuple[tuple[Said, tuple[Square, ...]], ...]
    keys: tuple[Said, ...]
    foot: tuple[Said, ...]
    alternative: Said

    def data(self) -> dict[str, Any]:
        """The picture as JSON data, for the outbox."""
        return {
            "name": self.name,
            "title": dumped(self.title),
            "heads": dumped(self.heads),
            "rows": [[dumped(head), [_plain(one) for one in row]] for head, row in self.rows],
            "keys": dumped(self.keys),
            "foot": dumped(self.foot),
            "alternative": dumped(self.alternative),
        }

    @classmethod
    def read(cls, data: dict[str, Any]) -> Picture:
        """The picture that `data` wrote."""
        rows = tuple((_said(head), tuple(map(_square, row))) for head, row in data["rows"])
        return cls(
            name=data["name"],
            title=_said(data["title"]),
            heads=tuple(map(_said, data["heads"])),
            rows=rows,
            keys=tuple(map(_said, data["keys"])),
            foot=tuple(map(_said, data["foot"])),
            alternative=_said(data["alternative"]),
        )


def _said(data: Any) -> Said:
    return sentence(loaded(data))


def _plain(one: Square) -> list[Any]:
    return [one.sign.value, dumped(one.word), None if one.note is None else dumped(one.note)]


def _square(data: Any) -> Square:
    sign, word, note = data
    return Square(Sign(sign), _said(word), None if note is None else _said(note))
