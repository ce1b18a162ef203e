"""On which line of a TOML file each heading, each field and each entry of a list stands."""

from __future__ import annotations

import re

from config.directory.entries import Spot
from coordination.said import Said

_PIECE = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<note>#[^\n]*)|(?P<sign>[\[\]{}=\n])|(?P<bare>[A-Za-z0-9_-]+)",
    re.DOTALL,
)
Path = tuple[str | int, ...]


class Lines:
    """The places in a file that tomllib has read: it tells values and no lines."""

    def __init__(self, file: str, content: str) -> None:
        self._file = file
        self._lines: dict[Path, int] = {}
        self._items: dict[Path, int] = {}
        """How many entries each list of tables has so far."""
        self._table: Path = ()
        self._line = 1
        self._statement()
        for piece in _PIECE.finditer(content):
            self._take(piece.lastgroup or "", piece[0])
            self._line += piece[0].count("\n")

    def of(self, *path: str | int) -> Spot:
        """The line of a field, else of the entry that it is missing from, else the first."""
        found = (path[:end] for end in range(len(path), 0, -1))
        line = next((self._lines[part] for part in found if part in self._lines), 1)
        return Spot(self._file, Said("import.line", line=line))

    def _statement(self) -> None:
        """Nothing is known yet of what begins here: a heading, or a field with its value."""
        self._path: tuple[str, ...] = ()
        self._brackets = 0
        self._valued = False
        self._depth = self._count = 0

    def _take(self, kind: str, piece: str) -> None:
        if self._valued:
            self._value(piece)
        elif kind in ("text", "bare"):
            self._path += (piece if kind == "bare" else piece[1:-1],)
        elif piece == "[":
            self._brackets += 1
        elif piece == "]" and self._path:
            self._heading()
        elif piece == "=":
            self._valued = True
            self._note((*self._table, *self._path))
        if piece == "\n" and not self._depth:
            self._statement()

    def _heading(self) -> None:
        table: Path = ()
        for part in self._path[:-1]:
            table += (part,)
            table += (self._items[table] - 1,) if table in self._items else ()
        table += self._path[-1:]
        if self._brackets == 2:
            self._items[table] = self._items.get(table, 0) + 1
            table += (self._items[table] - 1,)
        self._table, self._path = table, ()
        self._note(table)

    def _value(self, piece: str) -> None:
        """Of a value only the tables in a list have places of their own."""
        if piece == "{" and self._depth == 1:
            self._note((*self._table, *self._path, self._count))
            self._count += 1
        self._depth += (piece in "[{") - (piece in "]}")

    def _note(self, path: Path) -> None:
        for end in range(1, len(path) + 1):
            self._lines.setdefault(path[:end], self._line)
