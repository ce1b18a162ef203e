"""Measures that States take by themselves; their words are sealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, LargeBinary, Table, Text, select

from coordination.action import Action, Consulted, Measure
from storage.canonical import canonical, parsed
from storage.kept import Kept
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
    Column("reported_at", Instant),
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


class Actions(Kept[Action]):
    """What States did by themselves."""

    table, words, since = action, "words", "announced_at"

    def to_begin(self) -> list[Action]:
        """Every group's measures that have a day on which they begin, and are not in effect."""
        query = select(action).where(_a.starts.is_not(None), _a.effective_at.is_(None))
        return self._oldest(query.where(_a.withdrawn_at.is_(None), _a.ended_at.is_(None)))

    def _packed(self, made: Action) -> bytes:
        return canonical({name: getattr(made, name) for name in _WORDS})

    def _read(self, row: Any) -> Action:
        return Action(**self._plain(row), **parsed(self._opened(row)))
