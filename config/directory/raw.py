"""Rows as they stand in a file, before anybody has understood them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from config.directory.entries import Spot
from coordination.said import Said


class Wrong(Exception):
    """A cell says something that cannot be: in words, with what would be right."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.msgid)
        self.said = said


class Unreadable(Exception):
    """A file that cannot be read at all."""

    def __init__(self, spot: Spot, said: Said) -> None:
        super().__init__(said.msgid)
        self.spot = spot
        self.said = said


def whole(row: Mapping[str, object], fields: Iterable[str], said: str) -> bool:
    """Whether these fields are given; raises `Wrong` (`said`, with the field) for some of them."""
    absent = [name for name in fields if name not in row]
    if absent and any(name in row for name in fields):
        raise Wrong(Said(said, field=absent[0]))
    return not absent


@dataclass(frozen=True)
class Cell:
    """One value, as text or as the file's own type, and where it stands."""

    value: object
    spot: Spot


@dataclass(frozen=True)
class Raw:
    """One entry of a kind: its fields by name."""

    kind: str
    spot: Spot
    cells: Mapping[str, Cell]
    headings: Mapping[str, Spot] = field(default_factory=dict)
    """Of a table: where each of its columns is named, and under "" its row of headings."""
