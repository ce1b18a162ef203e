"""How receipts come into their table: all that one transaction heard, in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage.dialect import Insert, Upsert, hold
from storage.ready import Ready
from storage.receipt.tables import receipt

NEAR = timedelta(minutes=10)
"""Clocks of processes that are further apart are not adapted to each other."""
MOST = 32
"""How many rows one statement has, at most; there is one for each power of two up to it."""
_NEWEST = Ready(select(receipt.c.received_at).order_by(receipt.c.seq.desc()).limit(1))
_LATER = {"seq", "performed_at", "outcome", "did"}
_GIVEN = [column.name for column in receipt.c if column.name not in _LATER]
_ORDERED = itemgetter(*_GIVEN)


@dataclass
class Kept:
    """What was heard, on its way into the table."""

    row: dict[str, Any]
    number: int | None = None
    """Its place in the order of receipt, once it is written; None for a repeat."""


@cache
def _adding(number: int) -> Upsert:
    """So many rows at once: each statement waits for whatever else the process does."""

    def build(adding: Insert) -> object:
        adding = adding.values([_places(n) for n in range(number)])
        adding = adding.on_conflict_do_nothing(index_elements=["source", "event_id"])
        return adding.returning(receipt.c.source, receipt.c.event_id, receipt.c.seq)

    return Upsert(receipt, " ".join(_names(number)), build)


@cache
def _names(number: int) -> tuple[str, ...]:
    """The names of the values of so many rows, in their order."""
    return tuple(name for n in range(number) for name in _named(n))


@cache
def _named(n: int) -> tuple[str, ...]:
    """The names of the values of one of several rows."""
    return tuple(f"{name}{n}" for name in _GIVEN)


def _places(n: int) -> dict[str, Any]:
    given = zip(_GIVEN, _named(n), strict=True)
    return {name: bindparam(named, type_=receipt.c[name].type) for name, named in given}


def write(connection: Connection, several: list[Kept]) -> None:
    """Give each its number, in their order; of one event, only what came first has one."""
    # Numbers must become visible in their own order, or `next` could pass one by.
    hold(connection, "receipt")
    rows = [one.row for one in several]
    if connection.dialect.name == "postgresql":
        rows = list(_in_order(connection, rows))
    numbers: dict[tuple[str, str], int] = {}
    while rows:
        size = min(MOST, 1 << len(rows).bit_length() - 1)
        some, rows = rows[:size], rows[size:]
        given = chain.from_iterable(map(_ORDERED, some))
        values = dict(zip(_names(size), given, strict=True))
        for source, event, number in _adding(size).told_all(connection, values):
            numbers[source, event] = number
    for one in several:
        one.number = numbers.pop((one.row["source"], one.row["event_id"]), None)


def _in_order(connection: Connection, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The instants of several processes follow the numbers, if their clocks agree (DR-11)."""
    newest = _NEWEST.row(connection)
    last: datetime | None = newest[0] if newest else None
    for row in rows:
        at = row["received_at"]
        last = last if last is not None and at < last < at + NEAR else at
        yield {**row, "received_at": last}
