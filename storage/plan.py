"""Plans of action; their words and actions are sealed, and none is ever deleted."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
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
    select,
    update,
)

from coordination.plan.record import Action, Answer, Area, Plan, Stage
from storage.canonical import canonical
from storage.sealed import Sealer
from storage.tables import Instant, choice, metadata

plan = Table(
    "plan",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("response", Text),
    Column("area", choice(Area), nullable=False),
    Column("stage", choice(Stage), nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_for", Text),
    Column("opened_at", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("words", LargeBinary, nullable=False),
)
_p = plan.c
_WORDS = ("title", "organisations", "links", "outcome")
Index("ix_plan_incident", _p.incident, _p.opened_at, _p.id)
Index("ix_plan_running", _p.group, _p.stage, _p.ends, _p.id)


class Plans:
    """What groups have planned to do."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def add(self, made: Plan) -> None:
        """Keep a new one."""
        self._connection.execute(insert(plan), self._values(made))

    def save(self, made: Plan) -> None:
        """Keep it as it is now."""
        this = update(plan).where(_p.id == made.id)
        self._connection.execute(this.values(self._values(made)))

    def get(self, id: str) -> Plan | None:
        """The one with this id, or None."""
        found = self._list(select(plan).where(_p.id == id))
        return found[0] if found else None

    def of_incident(self, incident: str) -> list[Plan]:
        """All on an incident, oldest first."""
        query = select(plan).where(_p.incident == incident)
        return self._list(query.order_by(_p.opened_at, _p.id))

    def running(self, group: str, limit: int) -> list[Plan]:
        """A group's plans that are not over, the first to end first."""
        query = select(plan).where(_p.group == group, _p.stage == Stage.RUNNING)
        return self._list(query.order_by(_p.ends, _p.id).limit(limit))

    def _values(self, made: Plan) -> dict[str, Any]:
        words = {name: getattr(made, name) for name in _WORDS}
        actions = [asdict(action) for action in made.actions]
        body = canonical(words | {"actions": actions})
        sealed = self._sealer.seal(made.group, "plan", made.id, "words", body)
        plain = {c.name: getattr(made, c.name) for c in plan.c if c.name != "words"}
        return plain | {"words": sealed}

    def _list(self, query: Select[Any]) -> list[Plan]:
        return [self._read(row) for row in self._connection.execute(query)]

    def _read(self, row: Any) -> Plan:
        words = json.loads(self._sealer.open("plan", row.id, "words", row.words))
        plain = {c.name: getattr(row, c.name) for c in plan.c if c.name != "words"}
        return Plan(
            **plain,
            title=words["title"],
            organisations=tuple(words["organisations"]),
            links=tuple(words["links"]),
            outcome=words["outcome"],
            actions=tuple(map(_action, words["actions"])),
        )


def _action(data: dict[str, Any]) -> Action:
    instants = {name: _instant(data[name]) for name in ("due", "done_at")}
    return Action(**{**data, **instants, "answer": Answer(data["answer"])})


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
