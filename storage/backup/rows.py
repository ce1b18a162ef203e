"""Tables as lines of plain values: read in pages, written back, and counted and digested.

A copy describes its own columns, so that it can be put into tables of its own age, whatever this
version's look like; what is newer is then brought up to date like any older database.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
    insert,
    select,
    tuple_,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

PAGE = 1_000
_KINDS: tuple[tuple[str, type[TypeEngine[Any]], type[TypeEngine[Any]]], ...] = (
    ("bool", Boolean, Boolean),
    ("int", Integer, BigInteger),
    ("bytes", LargeBinary, LargeBinary),
    ("json", JSON, JSON),
    ("date", Date, Date),
)
"""Each kind of value, what columns hold it, and the type that reads it as it is kept."""
_ALL = 1 << 256


@dataclass(frozen=True)
class Shape:
    """A table as a copy describes it: columns with their kinds, and the key they are read by."""

    name: str
    columns: tuple[tuple[str, str, bool], ...]
    """Name, kind, and whether JSON's own null is kept as no value."""
    key: tuple[str, ...]
    numbered: str | None
    """The column whose numbers the database gives."""

    def table(self) -> Table:
        """The table, apart from every other table of that name."""
        made = [
            Column(name, _type(kind, nothing), primary_key=name in self.key, autoincrement=False)
            for name, kind, nothing in self.columns
        ]
        return Table(self.name, MetaData(), *made)

    def data(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "columns": [list(column) for column in self.columns],
            "key": list(self.key),
            "numbered": self.numbered,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> Shape:
        columns = tuple((str(n), str(k), bool(j)) for n, k, j in data["columns"])
        return cls(data["name"], columns, tuple(data["key"]), data["numbered"])


def shape(table: Table) -> Shape:
    """The shape of one of our tables."""
    columns = tuple(
        (one.name, _kind(one.type), getattr(one.type, "none_as_null", False)) for one in table.c
    )
    numbered = table.autoincrement_column
    key = tuple(one.name for one in table.primary_key)
    return Shape(table.name, columns, key, None if numbered is None else numbered.name)


def _kind(type: TypeEngine[Any]) -> str:
    bare = type.impl_instance if isinstance(type, TypeDecorator) else type
    return next((kind for kind, held, _ in _KINDS if isinstance(bare, held)), "text")


def _type(kind: str, nothing: bool) -> TypeEngine[Any]:
    if kind == "json":
        return JSON(none_as_null=nothing)
    return {name: made() for name, _, made in _KINDS}.get(kind, Text())


def pages(connection: Connection, of: Shape) -> Iterator[list[bytes]]:
    """Every row as a line, in the order of the key, a page in memory at a time."""
    table = of.table()
    key = [table.c[name] for name in of.key]
    query = select(table).order_by(*key).limit(PAGE)
    rows = connection.execute(query).all()
    while rows:
        yield [_line(of, row) for row in rows]
        if len(rows) < PAGE:
            return
        last = tuple(getattr(rows[-1], name) for name in of.key)
        rows = connection.execute(query.where(tuple_(*key) > last)).all()


def put(connection: Connection, of: Shape, lines: Iterable[bytes]) -> None:
    """Write rows into the table, as they were."""
    rows = [_row(of, line) for line in lines]
    if rows:
        connection.execute(insert(of.table()), rows)


def highest(connection: Connection, of: Shape) -> int:
    """The greatest number that was ever given in this table."""
    if of.numbered is None:
        return 0
    table = of.table()
    greatest = connection.scalar(select(func.max(table.c[of.numbered]))) or 0
    return max(int(greatest), _given(connection, of))


def _given(connection: Connection, of: Shape) -> int:
    if connection.dialect.name == "postgresql":
        sequence = _sequence(connection, of)
        given = "SELECT pg_sequence_last_value($1::text::regclass)"
        last = connection.exec_driver_sql(given, (sequence,)).scalar() if sequence else None
        return int(last or 0)
    known = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"
    if connection.exec_driver_sql(known).first() is None:
        return 0
    asked = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    row = connection.exec_driver_sql(asked, (of.name,)).first()
    return int(row[0]) if row else 0


def go_on_from(connection: Connection, of: Shape, number: int) -> None:
    """The next number that is given is a greater one."""
    if of.numbered is None or number < 1:
        return
    if connection.dialect.name == "postgresql":
        sequence = _sequence(connection, of)
        if sequence:
            connection.execute(select(func.setval(sequence, number)))
        return
    if _given(connection, of):
        sentence = "UPDATE sqlite_sequence SET seq = ? WHERE name = ? AND seq < ?"
        connection.exec_driver_sql(sentence, (number, of.name, number))
    elif _numbers_for_good(connection, of):
        sentence = "INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)"
        connection.exec_driver_sql(sentence, (number, of.name))


def _numbers_for_good(connection: Connection, of: Shape) -> bool:
    """Whether SQLite remembers the numbers of rows that are gone."""
    asked = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    row = connection.exec_driver_sql(asked, (of.name,)).first()
    return row is not None and "AUTOINCREMENT" in str(row[0]).upper()


def _sequence(connection: Connection, of: Shape) -> str | None:
    name = connection.scalar(select(func.pg_get_serial_sequence(f'"{of.name}"', of.numbered)))
    return None if name is None else str(name)


@dataclass
class Tally:
    """How many rows, and a digest of them that does not depend on their order."""

    rows: int = 0
    total: int = 0

    def add(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.rows += 1
            self.total = (self.total + int.from_bytes(sha256(line).digest(), "big")) % _ALL

    @property
    def digest(self) -> str:
        return f"{self.total:064x}"


def _line(of: Shape, row: Any) -> bytes:
    """One row; a list of values in the order of the columns."""
    return json.dumps(
        [_plain(kind, value) for (_, kind, _), value in zip(of.columns, row, strict=True)],
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def _plain(kind: str, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case "bytes":
            return b64encode(value).decode()
        case "date":
            return value.isoformat()
    return value


def _row(of: Shape, line: bytes) -> dict[str, Any]:
    values = json.loads(line)
    return {
        name: _value(kind, value) for (name, kind, _), value in zip(of.columns, values, strict=True)
    }


def _value(kind: str, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case "bytes":
            return b64decode(value)
        case "date":
            return date.fromisoformat(value)
    return value
