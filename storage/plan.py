"""Plans of action; their words and actions are sealed, and none is ever deleted."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, LargeBinary, Table, Text, select

from coordination.plan.record import Action, Answer, Area, Plan, Stage
from storage.canonical import canonical, parsed
from storage.kept import Kept
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


class Plans(Kept[Plan]):
    """What groups have planned to do."""

    table, words, since = plan, "words", "opened_at"

    def running(self, group: str, limit: int) -> list[Plan]:
        """A group's plans that are not over, the first to end first."""
        query = select(plan).where(_p.group == group, _p.stage == Stage.RUNNING)
        return self._list(query.order_by(_p.ends, _p.id).limit(limit))

    def _packed(self, made: Plan) -> bytes:
        words = {name: getattr(made, name) for name in _WORDS}
        return canonical(words | {"actions": [asdict(action) for action in made.actions]})

    def _read(self, row: Any) -> Plan:
        words = parsed(self._opened(row))
        return Plan(
            **self._plain(row),
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
