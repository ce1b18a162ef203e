"""Tables with one row for each thing: found by its id or its incident, its words sealed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import Connection, Select, Table, insert, or_, select, update

from storage.course import read_once
from storage.sealed import Sealer


class Thing(Protocol):
    """What stands in such a row."""

    @property
    def id(self) -> str: ...

    @property
    def group(self) -> str: ...


T = TypeVar("T", bound=Thing)


class Kept(ABC, Generic[T]):
    """The repository of one such table; `words` is its sealed column, `since` orders its rows."""

    table: ClassVar[Table]
    words: ClassVar[str]
    since: ClassVar[str]

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def add(self, made: T) -> None:
        """Keep a new one."""
        self._connection.execute(insert(self.table), self._values(made))

    def save(self, made: T) -> None:
        """Keep it as it is now."""
        this = update(self.table).where(self.table.c.id == made.id)
        self._connection.execute(this.values(self._values(made)))

    @read_once
    def get(self, id: str) -> T | None:
        """The one with this id, or None."""
        found = self._list(select(self.table).where(self.table.c.id == id))
        return found[0] if found else None

    @read_once
    def of_incident(self, incident: str) -> list[T]:
        """All on an incident, oldest first."""
        return self._oldest(select(self.table).where(self.table.c.incident == incident))

    def newest(self, group: str, limit: int, before: T | None = None) -> list[T]:
        """Those of a group, newest first, from behind `before` on."""
        since, id = self.table.c[self.since], self.table.c.id
        query = select(self.table).where(self.table.c.group == group)
        if before is not None:
            at = getattr(before, self.since)
            query = query.where(since <= at, or_(since < at, id < before.id))
        return self._list(query.order_by(since.desc(), id.desc()).limit(limit))

    @abstractmethod
    def _packed(self, made: T) -> bytes:
        """What is sealed of it."""

    @abstractmethod
    def _read(self, row: Any) -> T:
        """The thing of a row."""

    def _values(self, made: T) -> dict[str, Any]:
        name = self.table.name
        sealed = self._sealer.seal(made.group, name, made.id, self.words, self._packed(made))
        return {**self._plain(made), self.words: sealed}

    def _plain(self, found: Any) -> dict[str, Any]:
        """The columns that are not sealed, of a thing or of its row."""
        return {c.name: getattr(found, c.name) for c in self.table.c if c.name != self.words}

    def _opened(self, row: Any) -> bytes:
        return self._sealer.open(self.table.name, row.id, self.words, getattr(row, self.words))

    def _oldest(self, query: Select[Any]) -> list[T]:
        return self._list(query.order_by(self.table.c[self.since], self.table.c.id))

    def _list(self, query: Select[Any]) -> list[T]:
        return [self._read(row) for row in self._connection.execute(query)]
