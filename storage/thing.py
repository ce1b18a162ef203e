"""Every opaque id that was given out: which group it belongs to, and which incident."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, Text, bindparam, select

from storage.dialect import Upsert
from storage.facts import Finding
from storage.later import Later, Values
from storage.ready import Ready
from storage.tables import metadata

thing = Table(
    "thing",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("incident", Text),
)

_FIND = Ready(select(thing).where(thing.c.id == bindparam("id")))
_ADD = Upsert(thing, "id group incident", lambda adding: adding.on_conflict_do_nothing())


def _write(connection: Connection, rows: list[Values]) -> None:
    _ADD.run(connection, *rows)


@dataclass(frozen=True)
class Thing:
    """An id with its group, and the incident it is about (its own id for an incident)."""

    id: str
    group: str
    incident: str | None


class Things:
    """Where an id belongs, whatever it is the id of."""

    def __init__(self, later: Later, facts: Finding) -> None:
        self._later = later
        self._facts = facts

    def add(self, id: str, group: str, incident: str | None) -> None:
        """Remember an id; one that is known stays as it is."""
        self._later.add(_write, {"id": id, "group": group, "incident": incident})

    def find(self, id: str) -> Thing | None:
        """Where this id belongs, or None when it was never given out."""
        return self._facts.of((thing, id), lambda: self._read(id))

    def _read(self, id: str) -> Thing | None:
        row = _FIND.row(self._later.settled(_write), id=id)
        return Thing(*row) if row else None
