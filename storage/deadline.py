"""Deadlines as rows: what the clock performs, when, and exactly once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    false,
    func,
    select,
    text,
    true,
    update,
)

from storage.dialect import Insert, Upsert
from storage.ready import Ready
from storage.tables import Instant, Serial, metadata

deadline = Table(
    "deadline",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("waits", Boolean, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_deadline_subject", deadline.c.subject)
Index(
    "ix_deadline_waiting",
    deadline.c.next_at,
    deadline.c.id,
    sqlite_where=text("waits"),
    postgresql_where=text("waits"),
)
Index(
    "ix_deadline_kind",
    deadline.c.group,
    deadline.c.kind,
    deadline.c.due_at,
    sqlite_where=text("waits"),
    postgresql_where=text("waits"),
)
_waits = deadline.c.waits
_AT_ONCE = 500
"""Keys that one query names."""


@dataclass(frozen=True)
class Deadline:
    """A line that the clock performs at an instant (UTC); `zone` is where it was reckoned.

    `key` is unique (`poll close POL-…`), `subject` the id it belongs to. The generation grows
    whenever it is set or moved anew; `failures` counts how often performing it failed.
    """

    key: str
    kind: str
    subject: str
    group: str
    due_at: datetime
    zone: str
    line: str
    generation: int = 1
    failures: int = 0


_FIELDS = (
    deadline.c.key,
    deadline.c.kind,
    deadline.c.subject,
    deadline.c.group,
    deadline.c.due_at,
    deadline.c.zone,
    deadline.c.line,
    deadline.c.generation,
    deadline.c.failures,
)


_TOLD = "kind subject group due_at zone line next_at"


def _setting(adding: Insert) -> object:
    again: dict[str, Any] = {name: adding.excluded[name] for name in _TOLD.split()}
    again |= {"generation": deadline.c.generation + 1, "waits": true(), "failures": 0}
    return adding.on_conflict_do_update(index_elements=["key"], set_=again)


_SET = Upsert(deadline, f"key {_TOLD} generation waits failures", _setting)


_DUE = Ready(
    select(*_FIELDS)
    .where(_waits, deadline.c.next_at <= bindparam("now"))
    .order_by(deadline.c.next_at, deadline.c.id)
    .limit(bindparam("limit", type_=Integer))
    .with_for_update(skip_locked=True)
)


class Deadlines:
    """Everything that will fall due."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._moved: set[str] = set()

    def changed(self, claimed: Deadline) -> bool:
        """Whether an act of this transaction has set, moved or ended what was claimed before it."""
        return claimed.key in self._moved

    def undone(self) -> None:
        """What was set, moved or ended in this transaction was undone."""
        self._moved.clear()

    def set(self, *wanted: Deadline) -> None:
        """Set deadlines; one whose key is there already is replaced and waits again."""
        if not wanted:
            return
        self._connection.execute(_SET.on(self._connection), [_row(one) for one in wanted])
        self._moved.update(one.key for one in wanted)

    def move(self, key: str, due_at: datetime) -> bool:
        """Let it fall due at another instant; False when there is none or it is over."""
        values = {
            "due_at": due_at,
            "next_at": due_at,
            "generation": deadline.c.generation + 1,
            "failures": 0,
        }
        self._moved.add(key)
        moving = update(deadline).where(deadline.c.key == key, _waits).values(values)
        return self._connection.execute(moving).rowcount == 1

    def cancel(self, key: str) -> bool:
        """It will not fall due any more; False when none waited."""
        self._moved.add(key)
        ended = update(deadline).where(deadline.c.key == key, _waits).values(waits=false())
        return self._connection.execute(ended).rowcount == 1

    def due(self, now: datetime, limit: int = 200) -> list[Deadline]:
        """What is due, earliest first, claimed for this transaction: no other one sees it.

        The transaction that performs them marks them `done`; if it fails they are due again.
        """
        return [Deadline(*row) for row in _DUE.rows(self._connection, now=now, limit=limit)]

    def done(self, *performed: Deadline) -> None:
        """They were performed; one that was set anew meanwhile goes on waiting."""
        if not performed:
            return
        _DONE.run(self._connection, *_named(performed))

    def retry(self, failed: Deadline, at: datetime) -> None:
        """Performing it failed: it is tried again at this instant, with its own due time."""
        values = {"next_at": at, "failures": deadline.c.failures + 1}
        again = update(deadline).values(values).where(*_this())
        self._connection.execute(again, _named([failed]))

    def earliest(self) -> datetime | None:
        """When the clock must wake next; None when nothing waits."""
        instant: datetime | None = self._connection.scalar(
            select(func.min(deadline.c.next_at)).where(_waits)
        )
        return instant

    def of(self, subject: str) -> list[Deadline]:
        """What waits for this subject, earliest first."""
        query = select(*_FIELDS).where(deadline.c.subject == subject, _waits)
        return self._list(query.order_by(deadline.c.due_at, deadline.c.id))

    def waiting(self, group: str, kind: str, limit: int) -> list[Deadline]:
        """What waits of one kind in a group, such as `incident replies`, earliest first."""
        query = select(*_FIELDS).where(deadline.c.group == group, deadline.c.kind == kind, _waits)
        return self._list(query.order_by(deadline.c.due_at, deadline.c.id).limit(limit))

    def get(self, key: str) -> Deadline | None:
        """The one with this key, when it still waits."""
        found = self._list(select(*_FIELDS).where(deadline.c.key == key, _waits))
        return found[0] if found else None

    def ever(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of these keys that were set at any time, whether they still wait or not."""
        several = list(keys)
        parts = (several[n : n + _AT_ONCE] for n in range(0, len(several), _AT_ONCE))
        queries = (select(deadline.c.key).where(deadline.c.key.in_(part)) for part in parts)
        return frozenset(key for query in queries for key in self._connection.scalars(query))

    def _list(self, query: Select[Any]) -> list[Deadline]:
        return [Deadline(*row) for row in self._connection.execute(query)]


def _row(one: Deadline) -> dict[str, object]:
    return {
        "key": one.key,
        "kind": one.kind,
        "subject": one.subject,
        "group": one.group,
        "due_at": one.due_at,
        "zone": one.zone,
        "line": one.line,
        "next_at": one.due_at,
        "generation": 1,
        "waits": True,
        "failures": 0,
    }


def _this() -> tuple[ColumnElement[bool], ...]:
    same = deadline.c.key == bindparam("this_key")
    return (same, deadline.c.generation == bindparam("this_generation"))


def _named(several: Iterable[Deadline]) -> list[dict[str, object]]:
    return [{"this_key": one.key, "this_generation": one.generation} for one in several]


_DONE = Ready(update(deadline).values(waits=false()).where(*_this()))
