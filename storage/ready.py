"""Statements that are made ready once: the hottest ones, which are executed by the driver itself.

SQLAlchemy looks up, binds and describes a statement anew each time it executes it; that takes
several times as long as reading or writing the row. Here it writes each statement once for each
kind of database: the text, the order of the values, and how each is written and read.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Executable,
    LargeBinary,
    Select,
    bindparam,
    false,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from storage.facts import Finding
from storage.tables import metadata

T = TypeVar("T")
Values: TypeAlias = Mapping[str, Any]
COURSE = "comity.course"
"""Under which a connection names whom it tells, weakly, what is about to be executed on it."""
_Process: TypeAlias = Callable[[Any], Any]
_READS = ("SELECT", "SAVEPOINT", "ROLLBACK TO", "RELEASE")
_WRITTEN = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')


class Touched(NamedTuple):
    """What a statement reads, or changes: these tables; where it cannot be told, none are named."""

    reads: bool
    tables: frozenset[str]


@lru_cache(10_000)
def touched(statement: str) -> Touched:
    """What this statement touches. A word that is a table's name counts as read, wherever."""
    if statement.startswith(_READS):
        return Touched(True, frozenset(re.findall(r"\w+", statement)) & metadata.tables.keys())
    written = _WRITTEN.match(statement)
    return Touched(False, frozenset(written.groups() if written else ()))


@dataclass(frozen=True)
class _Made:
    """A statement for one kind of database.

    `names` are the names of the values in their places, `written` the places whose values are
    written otherwise than they are, and how; `fixed` are the values that stand in the statement
    itself. `found` says which columns are read otherwise, and `row` makes a row with names.
    """

    text: str
    touched: Touched
    names: tuple[str, ...]
    written: tuple[tuple[int, _Process], ...]
    fixed: dict[str, Any]
    found: tuple[tuple[int, _Process], ...]
    row: Callable[[Iterable[Any]], Any]

    def values(self, values: Values) -> list[Any]:
        """The values in their places, as the driver takes them; raises KeyError without one."""
        if self.fixed:
            values = {**values, **self.fixed}
        placed = [values[name] for name in self.names]
        for place, write in self.written:
            placed[place] = write(placed[place])
        return placed

    def read(self, row: Iterable[Any]) -> Any:
        """A row of the driver's as a row of ours."""
        if not self.found:
            return self.row(row)
        values = list(row)
        for place, read in self.found:
            values[place] = read(values[place])
        return self.row(values)


class Ready:
    """A statement of SQLAlchemy Core that never changes, with names for its values.

    `columns` are those that an insert or an update is given.
    """

    def __init__(self, statement: Executable, columns: str = "") -> None:
        self._statement = statement
        self._columns = columns.split() or None
        self._made: dict[str, _Made] = {}

    def on(self, _connection: Connection) -> Any:
        """The statement as SQLAlchemy knows it, for this connection's kind of database."""
        return self._statement

    def rows(self, connection: Connection, **values: Any) -> list[Any]:
        """Everything that it finds; each row is a tuple with names."""
        made = self._for(connection)
        return [made.read(row) for row in self._cursor(connection, made, [values]).fetchall()]

    def row(self, connection: Connection, **values: Any) -> Any | None:
        """The one row that it finds, or None."""
        return next(iter(self.rows(connection, **values)), None)

    def once(
        self, connection: Connection, known: Finding, make: Callable[[Any], T], **values: Any
    ) -> T | None:
        """What `make` makes of the one row; of the same row again, what it made before."""
        made = self._for(connection)
        found = self._cursor(connection, made, [values]).fetchall()
        if not found:
            return None
        raw = tuple(found[0])
        return known.of((self, raw), lambda: make(made.read(raw)))

    def told(self, connection: Connection, values: Values) -> Any | None:
        """Write with these values; the one plain value that the statement returns, if it does."""
        row = next(iter(self.told_all(connection, values)), None)
        return row[0] if row else None

    def told_all(self, connection: Connection, values: Values) -> list[Any]:
        """The same for a statement that returns several rows of plain values."""
        found: list[Any] = self._cursor(connection, self._for(connection), [values]).fetchall()
        return found

    def run(self, connection: Connection, *several: Values) -> None:
        """Write with these values, and with the next ones."""
        if several:
            self._cursor(connection, self._for(connection), several)

    def changes(self, connection: Connection, **values: Any) -> int:
        """Write with these values; how many rows it changed."""
        return int(self._cursor(connection, self._for(connection), [values]).rowcount)

    def _cursor(self, connection: Connection, made: _Made, several: Iterable[Values]) -> Any:
        placed = [made.values(values) for values in several]
        if not connection.in_transaction():
            connection.begin()
        if connection.dispatch.before_execute:
            self._tell(connection, several)
        if (there := connection.info.get(COURSE)) and (course := there()):
            course.touches(made.touched)
        cursor = connection.connection.cursor()
        try:
            if len(placed) == 1:
                cursor.execute(made.text, placed[0])
            else:
                cursor.executemany(made.text, placed)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _wrapped(connection, cursor, made.text, error) from error
        return cursor

    def _tell(self, connection: Connection, several: Iterable[Values]) -> None:
        """Whoever listens to what SQLAlchemy executes hears of this too."""
        many = [dict(values) for values in several]
        first, rest = (many[0], []) if len(many) == 1 else ({}, many)
        connection.dispatch.before_execute(connection, self.on(connection), rest, first, {})

    def _for(self, connection: Connection) -> _Made:
        name = connection.dialect.name
        if name not in self._made:
            self._made[name] = self._make(self.on(connection), connection.dialect)
        return self._made[name]

    def _make(self, statement: Any, dialect: Dialect) -> _Made:
        compiled = statement.compile(dialect=dialect, column_keys=self._columns)
        binds = {name: compiled.binds[name] for name in compiled.positiontup}
        fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        names = tuple(compiled.positiontup)
        written = _otherwise(_writes(binds[name].type, dialect) for name in names)
        columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        kinds = [column.type.dialect_impl(dialect) for column in columns]
        found = _otherwise(kind.result_processor(dialect, None) for kind in kinds)
        named: Any = namedtuple  # noqa: PYI024  (its names are known only here)
        row = named("row", [column.name for column in columns], rename=True)
        sql = str(compiled)
        return _Made(sql, touched(sql), names, written, fixed, found, row._make)


def among(column: Column[Any], number: int) -> ColumnElement[bool]:
    """Whether the column has one of so many values, which `numbered` names; of none, never."""
    if not number:
        return false()
    return column.in_([bindparam(f"{column.name}{n}", type_=column.type) for n in range(number)])


def numbered(name: str, values: Iterable[Any]) -> dict[str, Any]:
    """Each value under the name of its place in `among`."""
    return {f"{name}{n}": value for n, value in enumerate(values)}


def _writes(kind: TypeEngine[Any], dialect: Dialect) -> _Process | None:
    """How a value is written, if otherwise than it is; bytes are as both drivers take them."""
    bare = isinstance(kind, LargeBinary)
    return None if bare else kind.dialect_impl(dialect).bind_processor(dialect)


def _otherwise(ways: Iterable[_Process | None]) -> tuple[tuple[int, _Process], ...]:
    """The places at which there is something to do."""
    return tuple((place, way) for place, way in enumerate(ways) if way is not None)


def _wrapped(connection: Connection, cursor: Any, text: str, error: Exception) -> BaseException:
    """The driver's error as SQLAlchemy would raise it; a connection that is lost is given up."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection, cursor)  # type: ignore[arg-type]
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
