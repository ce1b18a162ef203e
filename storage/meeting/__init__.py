"""Meetings: proposed, convened, held, and what was concluded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import Stage
from storage.canonical import canonical, parsed
from storage.course import read_once
from storage.meeting.rows import read, values, written
from storage.meeting.tables import answer, attendance, meeting, offered
from storage.sealed import Sealer

TO_COME = (Stage.PROPOSED, Stage.AVAILABILITY, Stage.CONVENED, Stage.POSTPONED)
"""Stages of meetings that have not taken place yet."""


class Meetings:
    """Every group's meetings within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    def add(self, made: Meeting) -> None:
        """Keep a new meeting."""
        row = values(made) | {"written": self._sealed(made)}
        self._connection.execute(insert(meeting).values(row))
        self._keep_parts(made)

    def save(self, changed: Meeting) -> None:
        """Keep a meeting as it is after an act; answers are only ever added."""
        row = values(changed) | {"written": self._sealed(changed)}
        this = meeting.c.id == row.pop("id")
        self._connection.execute(update(meeting).where(this).values(row))
        for table in (offered, attendance):
            self._connection.execute(delete(table).where(table.c.meeting == changed.id))
        self._keep_parts(changed)

    @read_once
    def get(self, id: str) -> Meeting | None:
        """The meeting with this id, for whomever: who may see it is the caller's question."""
        row = self._connection.execute(select(meeting).where(meeting.c.id == id)).one_or_none()
        return None if row is None else self._read(row)

    @read_once
    def of_incident(self, incident: str, limit: int = 50) -> tuple[Meeting, ...]:
        """The meetings on an incident, newest first."""
        query = select(meeting).where(meeting.c.incident == incident)
        query = query.order_by(meeting.c.proposed_at.desc(), meeting.c.id).limit(limit)
        return tuple(map(self._read, self._connection.execute(query).all()))

    @read_once
    def of_group(
        self, group: str, stages: Collection[Stage] = TO_COME, limit: int = 50
    ) -> tuple[Meeting, ...]:
        """A group's meetings in these stages, newest first."""
        query = select(meeting).where(meeting.c.group == group, meeting.c.stage.in_(stages))
        query = query.order_by(meeting.c.proposed_at.desc(), meeting.c.id).limit(limit)
        return tuple(map(self._read, self._connection.execute(query).all()))

    def _sealed(self, one: Meeting) -> bytes:
        words = canonical(written(one))
        return self._sealer.seal(one.group, "meeting", one.id, "written", words)

    def _keep_parts(self, one: Meeting) -> None:
        starts = zip(one.offered, one.burdens, strict=True)
        self._put(
            offered,
            [
                {"meeting": one.id, "place": place, "start": start, "burden": burden}
                for place, (start, burden) in enumerate(starts)
            ],
        )
        self._put(
            attendance,
            [
                {"meeting": one.id, "number": number, **vars(there)}
                for number, there in enumerate(one.attendance)
            ],
        )
        known = len(self._parts(answer, one.id, "number"))
        self._put(
            answer,
            [
                {"meeting": one.id, "number": number, **vars(said)}
                for number, said in enumerate(one.answers)
                if number >= known
            ],
        )

    def _put(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    @read_once
    def _parts(self, table: Table, id: str, order: str) -> list[Row[Any]]:
        query = select(table).where(table.c.meeting == id).order_by(table.c[order])
        return list(self._connection.execute(query))

    def _read(self, row: Row[Any]) -> Meeting:
        words = parsed(self._sealer.open("meeting", row.id, "written", row.written))
        starts = self._parts(offered, row.id, "place")
        answers = self._parts(answer, row.id, "number")
        return read(row, words, starts, answers, self._parts(attendance, row.id, "number"))
