"""Everything that is said leaves through here: written with what it tells of, sent afterwards.

A row is claimed with a lease and sent while no transaction is open. A lease that runs out leaves
it unclear whether the row was shown; it is claimed again with that mark.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select, true, update

from storage.canonical import canonical, parsed
from storage.later import Later
from storage.outbox.item import Dead, Kind, Outgoing, Sending
from storage.outbox.lanes import Lanes
from storage.outbox.tables import GONE, State, outbox
from storage.outbox.writing import ADD, PAUSE, write
from storage.ready import Ready, among, numbered
from storage.sealed import Sealer

__all__ = ["Dead", "Kind", "Outbox", "Outgoing", "Sending", "State", "asking"]

_ASKS = " asks: "
_PLAIN = tuple(
    outbox.c[name]
    for name in ("id", "room", "platform", "kind", "thread", "group", "lane", "dedup", "txn_id")
)


def asking(key: str, line: str) -> str:
    """The name of a row that asks for the rest of a line."""
    return f"ask:{key}{_ASKS}{line}"


_SENT = Ready(
    update(outbox).where(
        outbox.c.id == bindparam("this"),
        outbox.c.state == bindparam("lease", type_=outbox.c.state.type),
        outbox.c.leased_by == bindparam("by"),
        outbox.c.lease_until == bindparam("until"),
    ),
    "state remote_id payload",
)
_unclear = case((outbox.c.state == State.SENDING, true()), else_=outbox.c.unclear)


@cache
def _lease(number: int) -> Ready:
    ours = update(outbox).where(among(outbox.c.id, number)).values(unclear=_unclear)
    return Ready(ours, "state leased_by lease_until")


@cache
def _leased(number: int) -> Ready:
    return Ready(select(outbox).where(among(outbox.c.id, number)))


class Outbox:
    """What waits to be sent, is being sent, or was."""

    def __init__(self, connection: Connection, sealer: Sealer, later: Later) -> None:
        self._raw = connection
        self._sealer = sealer
        self._later = later
        self._lanes = Lanes(connection)

    @property
    def _connection(self) -> Connection:
        return self._later.settled(write)

    def add(self, item: Outgoing, at: datetime) -> int | None:
        """Let it be sent, not before `at`; gives its number, or None when it is a repeat."""
        connection = self._connection
        seq = self._lanes.append(item.in_lane, at)
        row = {**self._row(item, at), "seq": seq}
        number: int | None = connection.scalar(ADD.on(connection), row)
        if number is None:
            # It is a repeat: the lane goes on without it.
            self._lanes.advance(item.in_lane)
        return number

    def add_new(self, item: Outgoing, at: datetime) -> None:
        """The same for what was surely never added before: it is written with others."""
        self._later.add(write, self._row(item, at))

    def _row(self, item: Outgoing, at: datetime) -> dict[str, Any]:
        body = canonical(dict(item.payload))
        return {
            "dedup": item.dedup,
            "txn_id": self._sealer.chance(16).hex(),
            "platform": item.platform,
            "room": item.room,
            "kind": Kind(item.kind).value,
            "thread": item.thread,
            "group": item.group,
            "payload": self._sealer.seal(item.group, "outbox", item.dedup, "payload", body),
            "lane": item.in_lane,
            "state": State.READY,
            "unclear": False,
            "attempts": 0,
            "next_at": at,
        }

    def claim(
        self,
        now: datetime,
        lease: timedelta,
        limit: int = 20,
        by: str = "sender",
        platforms: Collection[str] | None = None,
    ) -> list[Sending]:
        """The head of each lane that may be sent now, ours until the lease runs out."""
        ids = self._lanes.heads(now, limit, platforms)
        if not ids:
            return []
        until = now + lease
        chosen = numbered("id", ids)
        leased = {"state": State.SENDING, "leased_by": by, "lease_until": until}
        _lease(len(ids)).run(self._connection, {**leased, **chosen})
        rows = _leased(len(ids)).rows(self._connection, **chosen)
        self._lanes.block([row.lane for row in rows], until)
        place = {number: index for index, number in enumerate(ids)}
        return [self._sending(row) for row in sorted(rows, key=lambda row: place[row.id])]

    def sent(self, item: Sending, remote_id: str | None) -> bool:
        """It was shown; its payload is blanked. False when the lease was no longer ours."""
        self._lanes.lock(item.lane)
        values = {"state": State.SENT, "remote_id": remote_id, "payload": None}
        lease = {"this": item.id, "lease": State.SENDING}
        lease |= {"by": item.leased_by, "until": item.lease_until}
        if _SENT.changes(self._connection, **values, **lease) != 1:
            return False
        self._lanes.advance(item.lane)
        return True

    def retry(self, item: Sending, at: datetime, error: str, *, failure: bool = True) -> bool:
        """Nothing was shown; try again at this instant. A mere pause is no failure."""
        state = State.AMBIGUOUS if item.unclear else State.READY
        return self._settle(item, self._again(item, at, error, failure) | {"state": state})

    def ambiguous(self, item: Sending, at: datetime, error: str, *, failure: bool = True) -> bool:
        """It may have been shown or not; at this instant it is looked up or sent again."""
        values = self._again(item, at, error, failure)
        return self._settle(item, values | {"state": State.AMBIGUOUS, "unclear": True})

    def dead(self, item: Sending, error: str) -> bool:
        """It will not be sent; what stands behind it goes on, an operator is told."""
        return self._settle(item, {"state": State.DEAD, "last_error": error})

    def abandoned(self, by: str, now: datetime) -> int:
        """At its start a sender releases what its former life was sending: all of it unclear."""
        mine = (outbox.c.state == State.SENDING, outbox.c.leased_by == by)
        rows = self._connection.execute(select(outbox.c.id, outbox.c.lane).where(*mine)).all()
        for row in rows:
            self._lanes.lock(row.lane)
            values = {"state": State.AMBIGUOUS, "unclear": True, "next_at": now}
            this = update(outbox).where(outbox.c.id == row.id, *mine)
            self._connection.execute(this.values(values))
            self._lanes.advance(row.lane)
        return len(rows)

    def pause(self, dest: str, until: datetime) -> None:
        """Nothing goes to this platform or room before this instant, from any process."""
        row = {"dest": dest, "not_before": until}
        self._connection.execute(PAUSE.on(self._connection), row)

    def earliest(self, platforms: Collection[str] | None = None) -> datetime | None:
        """When the sender must look again; None when nothing is open."""
        return self._lanes.earliest(platforms)

    def waiting(self) -> dict[State, int]:
        """How many rows stand in each state; those that are gone are not counted."""
        query = select(outbox.c.state, func.count())
        # The first condition is the one that the index is made for.
        query = query.where(outbox.c.state != State.SENT, outbox.c.state.not_in(GONE))
        rows = self._connection.execute(query.group_by(outbox.c.state))
        return {row[0]: row[1] for row in rows}

    def thread_of(self, room: str, remote_id: str) -> str | None:
        """The id whose card this message of ours is, or stands under."""
        there = (outbox.c.room == room, outbox.c.remote_id == remote_id)
        query = select(outbox.c.thread).where(*there, outbox.c.thread.is_not(None)).limit(1)
        thread: str | None = self._connection.scalar(query)
        return thread

    def asked(self, room: str, remote_id: str) -> str | None:
        """The line that this message of ours asked to complete; None when it asked nothing."""
        there = (outbox.c.room == room, outbox.c.remote_id == remote_id)
        dedup: str | None = self._connection.scalar(select(outbox.c.dedup).where(*there).limit(1))
        _, asks, line = (dedup or "").partition(_ASKS)
        return line if asks else None

    def _again(self, item: Sending, at: datetime, error: str, failure: bool) -> dict[str, Any]:
        return {"next_at": at, "last_error": error, "attempts": item.attempts + failure}

    def _settle(self, item: Sending, values: dict[str, Any]) -> bool:
        self._lanes.lock(item.lane)
        ours = (
            outbox.c.id == item.id,
            outbox.c.state == State.SENDING,
            outbox.c.leased_by == item.leased_by,
            outbox.c.lease_until == item.lease_until,
        )
        if self._connection.execute(update(outbox).where(*ours).values(values)).rowcount != 1:
            return False
        self._lanes.advance(item.lane)
        return True

    def _sending(self, row: Any) -> Sending:
        plain = {column.name: getattr(row, column.name) for column in _PLAIN}
        body = self._sealer.open("outbox", row.dedup, "payload", row.payload)
        return Sending(
            **{**plain, "kind": Kind(row.kind)},
            payload=parsed(body),
            attempts=row.attempts,
            unclear=row.unclear,
            leased_by=row.leased_by,
            lease_until=row.lease_until,
        )
