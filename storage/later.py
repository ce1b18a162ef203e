"""Rows that wait to be written together: one statement for all of a kind, whatever wanted them.

What waits is written before anybody looks at its table, and at the latest with the transaction.
What was added within a savepoint that is undone is forgotten with it; what was written within it
but added before it waits again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection

from storage.course import Course
from storage.ready import Ready

Values: TypeAlias = dict[str, Any]
Write: TypeAlias = Callable[[Connection, list[Any]], None]
"""Writes what waited for it, in the order in which it was added."""


class Later:
    """What one transaction will write; each writer has a line of its own."""

    def __init__(self, connection: Connection, course: Course) -> None:
        self._connection = connection
        self._course = course
        self._lines: dict[Write, list[Any]] = {}
        self._written: dict[Write, int] = {}
        self.expected: frozenset[str] = frozenset()
        """Ids of things that will be asked for: whoever has them may read all of them at once."""

    @property
    def known(self) -> dict[Hashable, Any]:
        """What the transaction knows for sure, such as the last entry of a chain.

        A savepoint that is undone brings back what was known before.
        """
        return self._course.known

    def add(self, write: Write, row: object) -> None:
        """Let this be written by its writer, after what was added for it before."""
        self._course.changes()
        self._lines.setdefault(write, []).append(row)

    def settled(self, write: Write) -> Connection:
        """The connection, once everything that waited for this writer is written."""
        line = self._lines.get(write)
        if line:
            done = self._written.get(write, 0)
            if done < len(line):
                self._written[write] = len(line)
                write(self._connection, line[done:])
        return self._connection

    def settle(self) -> None:
        """Write everything that waits."""
        for write in self._lines:
            self.settled(write)

    def mark(self) -> object:
        """The point where it stands, to come back to."""
        lengths = {write: len(line) for write, line in self._lines.items()}
        return lengths, dict(self._written)

    def undo(self, mark: Any) -> None:
        """Come back to this point: the database has done so."""
        lengths, self._written = mark
        for write, line in self._lines.items():
            del line[lengths.get(write, 0) :]


def run(connection: Connection, rows: Iterable[tuple[Ready, Values]]) -> None:
    """Execute statements with their values in order, each run of the same one together."""
    for statement, several in groupby(rows, itemgetter(0)):
        statement.run(connection, *(values for _, values in several))
