"""Clearances: what a State keeps to itself of its way to an answer; every word of it is sealed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    insert,
    select,
)

from coordination.clearance.record import Entry, Order
from storage.course import read_once
from storage.dialect import Upsert
from storage.directory import Directory
from storage.incident.packed import packed, unpacked
from storage.sealed import Sealer
from storage.tables import Instant, metadata

clearance_order = Table(
    "clearance_order",
    metadata,
    Column("group", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("group", "party"),
)
"""The steps of each party."""

clearance = Table(
    "clearance",
    metadata,
    Column("thing", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("group", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("thing", "party", "number"),
)
"""What was done on one thing within one party, in its order."""

_o, _c = clearance_order.c, clearance.c
_KEEP = Upsert(
    clearance_order,
    "group party body",
    lambda adding: adding.on_conflict_do_update(
        index_elements=["group", "party"], set_={"body": adding.excluded.body}
    ),
)


class Clearances:
    """What each party clears, and how far it is."""

    def __init__(self, connection: Connection, sealer: Sealer, directory: Directory) -> None:
        self._connection = connection
        self._sealer = sealer
        self._directory = directory

    def order(self, group: str, party: str) -> Order | None:
        """The party's own steps, or None where it has set none."""
        return self.orders(group).get(party)

    def orders(self, group: str) -> Mapping[str, Order]:
        """The steps that parties of a group have set, by code.

        Every answer of a State asks for them, and they change as rarely as the directory: they are
        remembered with it.
        """
        return self._directory.derived((clearance_order, group), lambda: self._orders(group))

    def _orders(self, group: str) -> dict[str, Order]:
        query = select(_o.party, _o.body).where(_o.group == group).order_by(_o.party)
        found = {}
        for row in self._connection.execute(query):
            place = _place(group, row.party)
            body = self._sealer.open("clearance_order", place, "body", row.body)
            found[row.party] = unpacked(Order, body)
        return found

    def put(self, order: Order) -> None:
        """Keep a party's steps in the place of its earlier ones."""
        self._directory.changed()
        place = _place(order.group, order.party)
        body = self._sealer.seal(order.group, "clearance_order", place, "body", packed(order))
        row = {"group": order.group, "party": order.party, "body": body}
        self._connection.execute(_KEEP.on(self._connection), row)

    def record(self, thing: str, group: str, party: str, *entries: Entry) -> None:
        """Add what was done on a thing within a party."""
        if not entries:
            return
        last = select(func.max(_c.number)).where(_c.thing == thing, _c.party == party)
        number = self._connection.scalar(last) or 0
        for n, entry in enumerate(entries, number + 1):
            place = f"{thing} {party} {n}"
            body = self._sealer.seal(group, "clearance", place, "body", packed(entry))
            row = {"thing": thing, "party": party, "number": n, "group": group}
            self._connection.execute(insert(clearance), {**row, "at": entry.at, "body": body})

    def entries(self, thing: str, party: str) -> tuple[Entry, ...]:
        """What one party has done on a thing, oldest first."""
        return self.of(thing).get(party, ())

    @read_once
    def of(self, thing: str) -> dict[str, tuple[Entry, ...]]:
        """What each party has done on a thing: for counting, and for that party alone to read."""
        query = select(clearance).where(_c.thing == thing).order_by(_c.party, _c.number)
        found: dict[str, tuple[Entry, ...]] = {}
        for row in self._connection.execute(query):
            place = f"{row.thing} {row.party} {row.number}"
            entry = unpacked(Entry, self._sealer.open("clearance", place, "body", row.body))
            found[row.party] = (*found.get(row.party, ()), entry)
        return found


def _place(group: str, party: str) -> str:
    return f"{group} {party}"
