"""The order of sending: each lane knows its oldest open row, and only that one can be claimed.

Whoever changes a lane's rows locks the lane first: so numbers are given in the order of commits,
and a row that is added while the one before it is settled is never passed by.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)

from storage.dialect import Insert, Upsert
from storage.outbox.tables import IS_OPEN, outbox, outbox_lane, rate_bucket
from storage.ready import Ready, among, numbered
from storage.tables import Instant


def _lengthening(adding: Insert) -> Insert:
    empty = outbox_lane.c.head.is_(None)
    return adding.on_conflict_do_update(
        index_elements=["lane"],
        set_={
            "next_seq": outbox_lane.c.next_seq + adding.excluded.next_seq - 1,
            "head": func.coalesce(outbox_lane.c.head, outbox_lane.c.next_seq),
            "ready_at": case((empty, adding.excluded.ready_at), else_=outbox_lane.c.ready_at),
        },
    )


_LANE = "lane next_seq head ready_at"
_LENGTHEN = Upsert(outbox_lane, _LANE, _lengthening)
_APPEND = Upsert(
    outbox_lane, _LANE, lambda adding: _lengthening(adding).returning(outbox_lane.c.next_seq)
)


_this = outbox_lane.c.lane == bindparam("this")
_LOCK = Ready(select(outbox_lane.c.lane).where(_this).with_for_update())


def _oldest(what: Column[Any]) -> ScalarSelect[Any]:
    """Of the oldest open row, told in the very words of its index, which is of use only then."""
    its = select(what).where(outbox.c.lane == outbox_lane.c.lane, IS_OPEN)
    return its.order_by(outbox.c.seq).limit(1).correlate(outbox_lane).scalar_subquery()


_ready_at = func.coalesce(_oldest(outbox.c.next_at), outbox_lane.c.ready_at)
_ADVANCE = Ready(
    update(outbox_lane).where(_this).values(head=_oldest(outbox.c.seq), ready_at=_ready_at)
)
_first = and_(outbox.c.lane == outbox_lane.c.lane, outbox.c.seq == outbox_lane.c.head)


@cache
def _heads(platforms: int | None) -> Ready:
    """Which rows may be sent now, on so many platforms; nothing is behind a pause."""
    now = bindparam("now", type_=Instant)
    paused = exists().where(
        or_(rate_bucket.c.dest == outbox.c.platform, rate_bucket.c.dest == outbox.c.room),
        rate_bucket.c.not_before > now,
    )
    query = select(outbox.c.id).select_from(outbox_lane.join(outbox, _first))
    query = query.where(outbox_lane.c.head.is_not(None), outbox_lane.c.ready_at <= now, ~paused)
    if platforms is not None:
        query = query.where(among(outbox.c.platform, platforms))
    query = query.order_by(outbox_lane.c.ready_at, outbox.c.id).limit(bindparam("most"))
    return Ready(query.with_for_update(of=outbox_lane, skip_locked=True))


@cache
def _block(lanes: int) -> Ready:
    return Ready(update(outbox_lane).where(among(outbox_lane.c.lane, lanes)), "ready_at")


def lengthen(connection: Connection, more: Mapping[str, tuple[int, datetime]]) -> None:
    """Make places for so many new rows in each lane, the first of which is ready at an instant."""
    rows = [
        {"lane": lane, "next_seq": 1 + count, "head": 1, "ready_at": at}
        for lane, (count, at) in more.items()
    ]
    _LENGTHEN.run(connection, *rows)


class Lanes:
    """The lanes of the outbox within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, lane: str, at: datetime) -> int:
        """The place of a new row, which becomes the head where nothing is open before it."""
        first = {"lane": lane, "next_seq": 2, "head": 1, "ready_at": at}
        after = self._connection.execute(_APPEND.on(self._connection), first).scalar_one()
        return int(after) - 1

    def lock(self, lane: str) -> None:
        _LOCK.rows(self._connection, this=lane)

    def advance(self, lane: str) -> None:
        """Let the oldest open row be the head; the lane is locked."""
        _ADVANCE.run(self._connection, {"this": lane})

    def heads(self, now: datetime, limit: int, platforms: Collection[str] | None) -> list[int]:
        """Ids of the rows that may be sent now, locked; nothing is behind a pause."""
        ready = _heads(None if platforms is None else len(platforms))
        served = numbered("platform", platforms or ())
        rows = ready.rows(self._connection, now=now, most=limit, **served)
        return [row.id for row in rows]

    def block(self, lanes: Collection[str], until: datetime) -> None:
        """Nothing of these lanes is claimed before this instant."""
        chosen = numbered("lane", lanes)
        _block(len(chosen)).run(self._connection, {"ready_at": until, **chosen})

    def earliest(self, platforms: Collection[str] | None = None) -> datetime | None:
        """When the sender must look again; None when nothing is open."""
        query = select(func.min(outbox_lane.c.ready_at)).where(outbox_lane.c.head.is_not(None))
        if platforms is not None:
            query = query.select_from(outbox_lane.join(outbox, _first))
            query = query.where(outbox.c.platform.in_(platforms))
        instant: datetime | None = self._connection.scalar(query)
        return instant
