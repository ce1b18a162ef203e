"""What moved: which acts were done on which incidents, for `today`; never how anybody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Index, Table, Text, insert, select

from storage.later import Later, Values
from storage.ready import Ready
from storage.tables import Instant, Serial, metadata

move = Table(
    "move",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("group", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("act", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("party", Text),
    Column("person", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_move_newest", move.c.group, move.c.at)


_NEW = "group at act incident party person"
_ADD = Ready(insert(move).inline(), _NEW)


def _write(connection: Connection, rows: list[Values]) -> None:
    _ADD.run(connection, *rows)


@dataclass(frozen=True)
class Move:
    """One act: `act` as in a line (`incident report`), by which party, None for none."""

    group: str
    at: datetime
    act: str
    incident: str
    party: str | None
    person: str


class Moves:
    """What was done lately."""

    def __init__(self, later: Later) -> None:
        self._later = later

    def add(self, made: Move) -> None:
        """Remember an act."""
        self._later.add(_write, vars(made))

    def since(self, group: str, at: datetime, limit: int) -> list[Move]:
        """A group's acts since an instant, the newest first."""
        query = select(move).where(move.c.group == group, move.c.at >= at)
        rows = self._later.settled(_write).execute(query.order_by(move.c.at.desc()).limit(limit))
        return [Move(r.group, r.at, r.act, r.incident, r.party, r.person) for r in rows]
