"""The little in which the two databases differ."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from sqlalchemy import BigInteger, Connection, Table, TextClause, bindparam, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from storage.course import course_of
from storage.ready import Ready

Insert = postgresql.Insert | sqlite.Insert
"""An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""


class Upsert(Ready):
    """An insert that says what happens to a row that is there already.

    SQLAlchemy compiles such a statement anew for each row, which costs more than writing the
    row. This one is compiled once for each kind of database and is executed as its text, with
    values for the named columns. What it returns are plain numbers and bytes.
    """

    def __init__(self, table: Table, columns: str, build: Callable[[Insert], Any]) -> None:
        super().__init__(table.insert(), columns)
        self._table = table
        self._named = dict.fromkeys(columns.split())
        self._build = build
        self._texts: dict[str, TextClause] = {}

    def on(self, connection: Connection) -> TextClause:
        """The statement for this connection's kind of database."""
        name = connection.dialect.name
        if name not in self._texts:
            self._texts[name] = self._text(name)
        return self._texts[name]

    def _text(self, name: str) -> TextClause:
        kind: Any = postgresql if name == "postgresql" else sqlite
        statement = self._build(kind.insert(self._table))
        dialect = kind.dialect(paramstyle="named")
        made = statement.compile(dialect=dialect, column_keys=list(self._named))
        binds = [
            bindparam(name, type_=bind.type)
            if name in self._named
            else bindparam(name, bind.value, type_=bind.type)
            for bind, name in made.bind_names.items()
        ]
        return text(str(made)).bindparams(*binds)


_HOLD = Ready(select(func.pg_advisory_xact_lock(bindparam("number", type_=BigInteger))))


def hold(connection: Connection, name: str) -> None:
    """Wait until no other transaction holds this name, then hold it to the transaction's end.

    SQLite needs nothing: its one writer already holds everything.
    """
    if connection.dialect.name != "postgresql":
        return
    course = course_of(connection)
    if course is not None and (hold, name) in course.known:
        return
    digest = blake2b(name.encode(), digest_size=8).digest()
    number = int.from_bytes(digest, "big", signed=True)
    _HOLD.rows(connection, number=number)
    if course is not None:
        course.known[hold, name] = True
        course.waited()
