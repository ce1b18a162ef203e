"""How far one transaction has come: what it has read so far, and what can be undone of it.

What was read holds until a table changes of which it was read. A savepoint that is undone anyhow,
or that ends with its transaction, is begun in the database only once something is written in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast
from weakref import ref

from sqlalchemy import Connection, Engine, event, text

from storage.ready import COURSE, Ready, Touched, touched

R = TypeVar("R")
T = TypeVar("T")
P = ParamSpec("P")
_BEGIN = Ready(text("SAVEPOINT comity"))
_UNDO = Ready(text("ROLLBACK TO SAVEPOINT comity"))
_END = Ready(text("RELEASE SAVEPOINT comity"))


@dataclass(eq=False)
class Point:
    """A savepoint; `begun` in the database, with what was known `before` the first change."""

    begun: bool = False
    before: tuple[dict[Hashable, Any], dict[Hashable, Answer]] | None = None


class Answer(NamedTuple):
    """What was read, and the tables of which it was."""

    found: Any
    tables: frozenset[str]


class Course:
    """One transaction; whatever is written on its connection is told to it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._points: list[Point] = []
        self.known: dict[Hashable, Any] = {}
        """What is known for sure of rows that the transaction holds, until who changes it says."""
        self._read: dict[Hashable, Answer] = {}
        self._reading: list[set[str]] = []
        self._tables: set[str] = set()
        """All tables of which anything was ever read once."""
        connection.info[COURSE] = ref(self)

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` finds; what it found before, unless a table of it has changed."""
        answer = self._read.get(key)
        if answer is None:
            self._reading.append(set())
            try:
                found = read()
            finally:
                tables = frozenset(self._reading.pop())
            self._tables |= tables
            answer = self._read[key] = Answer(found, tables)
        self._looks(answer.tables)
        known: T = answer.found
        return known

    def touches(self, what: Touched) -> None:
        """A statement is about to be executed."""
        if what.reads:
            self._looks(what.tables)
            return
        for point in self._points:
            self._begun(point)
        self.changes()
        if what.tables and what.tables.isdisjoint(self._tables):
            return
        self._read = {
            key: answer
            for key, answer in self._read.items()
            if what.tables and what.tables.isdisjoint(answer.tables)
        }

    def changes(self) -> None:
        """Something is about to change, be it only in memory."""
        for point in self._points:
            self._note(point)

    def waited(self) -> None:
        """Others may have written while it waited for them."""
        self._read = {}

    def begin(self, *, late: bool) -> Point:
        """A point to come back to; `late`: the database hears of it with the first change."""
        point = Point()
        self._points.append(point)
        if not late:
            for each in self._points:  # those around it first: they have one name
                self._begun(each)
        return point

    def undo(self, point: Point) -> None:
        """Come back to this point."""
        self._points.remove(point)
        if point.begun:
            _UNDO.run(self._connection, {})
            _END.run(self._connection, {})
        if point.before is not None:
            self.known, self._read = point.before

    def end(self, point: Point, *, last: bool) -> None:
        """What happened since this point stays; after the `last` one the transaction ends.

        Within another one it is ended all the same: they have one name, and that one may be undone.
        """
        self._points.remove(point)
        if point.begun and (self._points or not last):
            _END.run(self._connection, {})

    def _looks(self, tables: frozenset[str]) -> None:
        for under_way in self._reading:
            under_way.update(tables)

    def _note(self, point: Point) -> None:
        if point.before is None:
            point.before = dict(self.known), dict(self._read)

    def _begun(self, point: Point) -> None:
        self._note(point)  # what is waited for from here on is let go when it is undone
        if not point.begun:
            point.begun = True
            # SQLAlchemy's own takes longer than a row: each has a new name, prepared anew.
            _BEGIN.run(self._connection, {})


def course_of(connection: Connection) -> Course | None:
    """The course of the transaction on this connection, if somebody follows it."""
    there = connection.info.get(COURSE)
    found: Course | None = there() if there else None
    return found


@event.listens_for(Engine, "before_cursor_execute")
def _told(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
    """What SQLAlchemy executes; `Ready` tells what it executes itself."""
    if (course := course_of(connection)) is not None:
        course.touches(touched(statement))


def read_once(read: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """A reading of a repository that is made once in a transaction, until its tables change.

    Its arguments are hashable, and nobody changes its answer.
    """

    @wraps(read)
    def recall(self: R, *args: P.args, **named: P.kwargs) -> T:
        repository: Any = self
        course = course_of(repository._connection)  # noqa: SLF001 - a method of the repository
        if course is None:
            return read(self, *args, **named)
        key = (type(self), read.__name__, args, tuple(named.items()))
        return course.once(key, lambda: read(self, *args, **named))

    return cast("Callable[Concatenate[R, P], T]", recall)
