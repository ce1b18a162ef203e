"""Reading the versions of the register."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, insert, or_, select, update

from coordination.said import Names
from storage.directory.memory import Memory
from storage.directory.tables import changes, credential
from storage.later import Later
from storage.ready import Ready

T = TypeVar("T")
_COUNT = Ready(select(changes.c.count))


def stands(table: Table) -> ColumnElement[bool]:
    """Whether a version is the one that stands."""
    return table.c.superseded_at.is_(None)


def counts(at: datetime) -> ColumnElement[bool]:
    """Whether a credential is valid at this instant (from included, to excluded; DR-17)."""
    return (credential.c.valid_from <= at) & or_(
        credential.c.valid_to.is_(None), at < credential.c.valid_to
    )


def names(data: Mapping[str, str]) -> Names:
    """A proper name as it was stored."""
    return Names.of(data)


class Rows:
    """What the parts of the directory share: one connection, inside one transaction."""

    def __init__(
        self, connection: Connection, memory: Memory | None = None, later: Later | None = None
    ) -> None:
        self.connection = connection
        self._memory = memory
        self._known = later.known if later else {}
        self._count: int | None = None

    def memory(self) -> Memory | None:
        """What may be recalled in this transaction; None once it has changed something itself."""
        if self._memory is None:
            return None
        if self._count is None:
            self._count = self._known.get(changes)
            if self._count is None:
                (self._count,) = _COUNT.row(self.connection) or (0,)
            self._memory.at(self._count)
        return self._memory if self._memory.count == self._count else None

    def count(self) -> int:
        """How often the directory has changed: another number, another directory."""
        memory = self.memory()
        return -1 if memory is None else memory.count

    def derived(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the directory and from `key` alone: made once until either changes."""
        memory = self.memory()
        if memory is None:
            return make()
        if key not in memory.answers:
            count, made = memory.count, make()
            if memory.count != count:
                return made
            memory.answers[key] = made
        found: T = memory.answers[key]
        return found

    def changed(self) -> None:
        """Something of the directory was changed: nobody may go on with what was remembered."""
        self._memory = None
        counted = update(changes).values(count=changes.c.count + 1)
        if self.connection.execute(counted).rowcount == 0:
            self.connection.execute(insert(changes).values(id=1, count=1))

    def rows(self, query: Select[Any]) -> list[Row[Any]]:
        """What a query over the directory's tables finds."""
        return list(self.connection.execute(query))

    def _first(self, query: Select[Any]) -> Row[Any] | None:
        return self.connection.execute(query.limit(1)).first()
