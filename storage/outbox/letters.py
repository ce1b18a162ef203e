"""Dead letters: rows that could not be sent or were held back, until an operator decides."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, case, select, update

from storage.outbox.item import Dead, Kind
from storage.outbox.lanes import Lanes
from storage.outbox.tables import State, outbox


class Letters:
    """What stands aside."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lanes = Lanes(connection)

    def all(self, numbers: Collection[int] = ()) -> list[Dead]:
        """Those with these numbers, or every one, oldest first."""
        row = outbox.c
        query = select(row.id, row.room, row.kind, row.thread, row.attempts, row.last_error)
        query = query.where(row.state == State.DEAD).order_by(row.id)
        if numbers:
            query = query.where(row.id.in_(numbers))
        return [
            Dead(one.id, one.room, Kind(one.kind), one.thread, one.attempts, one.last_error or "")
            for one in self._connection.execute(query)
        ]

    def revive(self, number: int, now: datetime) -> bool:
        """Let it be sent after all, with the key of its first try; False where it is none."""
        state = case((outbox.c.unclear, State.AMBIGUOUS.value), else_=State.READY.value)
        return self._decide(number, {"state": state, "next_at": now, "attempts": 0})

    def drop(self, number: int) -> bool:
        """Let it never be sent; its words are blanked. False where it is none."""
        return self._decide(number, {"state": State.DROPPED, "payload": None})

    def _decide(self, number: int, values: dict[str, object]) -> bool:
        dead = (outbox.c.id == number, outbox.c.state == State.DEAD)
        lane = self._connection.scalar(select(outbox.c.lane).where(*dead))
        if lane is None:
            return False
        self._lanes.lock(lane)
        decided = self._connection.execute(update(outbox).where(*dead).values(values)).rowcount
        self._lanes.advance(lane)
        return decided == 1
