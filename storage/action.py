"""Measures that States take by themselves; their words are sealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    LargeBinary,
    Select,
    Table,
    Text,
    insert,
    or_,
    select,
    update,
)

from coordination.action import Action, Consulted, Measure
from storage.canonical import canonical, parsed
from storage.sealed import Sealer
from storage.tables import Instant, choice, metadata

action = Table(
    "action",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("measure", choice(Measure), nullable=False),
    Column("consulted", choice(Consulted), nullable=False),
    Column("announced_by", Text, nullable=False),
    Column("announced_at", Instant, nullable=False),
    Column("starts", Instant),
    Column("withdrawn_at", Instant),
    Column("words", LargeBinary, nullable=False),
    Column("window_until", Instant),
    Column("effective_at", Instant),
    Column("ended_at", Instant),
)
_a = action.c
_WORDS = (
    "text",
    "reason",
    "withdrawn_why",
    "ended_why",
    "scope",
    "exceptions",
    "pending",
    "lift",
)
Index("ix_action_incident", _a.incident, _a.announced_at, _a.id)
Index("ix_action_newest", _a.group, _a.announced_at, _a.id)


class Actions:
    """What States did by themselves."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def add(self, made: Action) -> None:
        """Keep a new one."""
        self._connection.execute(insert(action), self._values(made))

    def save(self, made: Action) -> None:
        """Keep it as it is now."""
        this = update(action).where(_a.id == made.id)
        self._connection.execute(this.values(self._values(made)))

    def get(self, id: str) -> Action | None:
        """The one with this id, or None."""
        found = self._list(select(action).where(_a.id == id))
        return found[0] if found else None

    def of_incident(self, incident: str) -> list[Action]:
        """All on an incident, oldest first."""
        query = select(action).where(_a.incident == incident)
        return self._list(query.order_by(_a.announced_at, _a.id))

    def to_begin(self) -> list[Action]:
        """Every group's measures that have a day on which they begin, and are not in effect."""
        query = select(action).where(_a.starts.is_not(None), _a.effective_at.is_(None))
        query = query.where(_a.withdrawn_at.is_(None), _a.ended_at.is_(None))
        return self._list(query.order_by(_a.announced_at, _a.id))

    def newest(self, group: str, limit: int, before: Action | None = None) -> list[Action]:
        """A group's measures, newest first, from behind `before` on."""
        query = select(action).where(_a.group == group)
        if before is not None:
            at = before.announced_at
            query = query.where(_a.announced_at <= at)
            query = query.where(or_(_a.announced_at < at, _a.id < before.id))
        return self._list(query.order_by(_a.announced_at.desc(), _a.id.desc()).limit(limit))

    def _values(self, made: Action) -> dict[str, Any]:
        words = canonical({name: getattr(made, name) for name in _WORDS})
        sealed = self._sealer.seal(made.group, "action", made.id, "words", words)
        plain = {c.name: getattr(made, c.name) for c in action.c if c.name != "words"}
        return plain | {"words": sealed}

    def _list(self, query: Select[Any]) -> list[Action]:
        return [self._read(row) for row in self._connection.execute(query)]

    def _read(self, row: Any) -> Action:
        words = parsed(self._sealer.open("action", row.id, "words", row.words))
        plain = {c.name: getattr(row, c.name) for c in action.c if c.name != "words"}
        return Action(**plain, **words)
