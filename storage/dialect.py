"""The little in which the two databases differ."""

from __future__ import annotations

from hashlib import blake2b

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def hold(connection: Connection, name: str) -> None:
    """Wait until no other transaction holds this name, then hold it to the transaction's end.

    SQLite needs nothing: its one writer already holds everything.
    """
    if connection.dialect.name == "postgresql":
        digest = blake2b(name.encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big", signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(number)))
