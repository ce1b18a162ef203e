"""Addresses of databases, and SQLite set up so that nothing acknowledged is ever lost."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    URL,
    Dialect,
    Engine,
    NullPool,
    PoolProxiedConnection,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.util import LRUCache

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

CONNECTIONS = 15
"""How many one process may hold to PostgreSQL; they stay open."""
STATEMENTS = 500
"""How many a connection keeps prepared: more than a bot has."""
RESTED = 1.0
"""Seconds after which a connection is tried before its use: the server may have gone meanwhile."""


def address(url: str) -> URL:
    """The address with the driver that is used here; raises ValueError for anything else."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("no address of a database") from None
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise ValueError(f"neither SQLite nor PostgreSQL: {other}")


def is_sqlite(url: str) -> bool:
    return address(url).get_backend_name() == "sqlite"


def absent(url: str) -> str:
    """The file of an SQLite database that is not there (opening it would make it), or nothing."""
    file = address(url).database or ""
    return file if is_sqlite(url) and file != ":memory:" and not Path(file).exists() else ""


def sqlite_engine(url: str, *, foreign_keys: bool = True, writes: bool = True) -> Engine:
    """An engine whose transactions are ours (`BEGIN IMMEDIATE`), not the driver's.

    Without `writes` a transaction is a snapshot, and holds nobody up. A file that is not there
    yet is made for its owner's eyes; SQLite gives the files beside it the same mode.
    """
    if file := absent(url):
        with suppress(OSError):  # SQLite says better what is wrong with the place
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    dialect, compiled = _spoken(writes)
    place = address(url)
    args, options = dialect.create_connect_args(place)
    pool = NullPool(partial(dialect.connect, *args, **options), dialect=dialect)
    known = {"compiled_cache": compiled}
    engine = Engine(pool, dialect, place, hide_parameters=True, execution_options=known)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "busy_timeout=10000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "temp_store=MEMORY",  # what a savepoint changes was put into a file, past 64 kB
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            f"query_only={'OFF' if writes else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


@cache
def _spoken(writes: bool) -> tuple[Dialect, LRUCache[Any, Any]]:
    """How SQLite is spoken to, and what was compiled for it: one for all files of a process.

    To compile statements anew for each file takes longer than to read and write its rows.
    """
    engine = create_engine("sqlite://", poolclass=NullPool)
    with engine.connect():
        pass  # now the dialect knows what this SQLite can do

    def begin(dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    # To begin by a statement of SQLAlchemy's takes longer than to write a row.
    engine.dialect.do_begin = begin  # type: ignore[method-assign]
    return engine.dialect, LRUCache(STATEMENTS)


def postgres_engine(url: str, **options: Any) -> AsyncEngine:
    """An engine over asyncpg. Where SQLite is used, nothing of it is read."""
    from sqlalchemy.ext.asyncio import create_async_engine

    return create_async_engine(address(url), hide_parameters=True, **options)


def postgres_pool(url: str, **options: Any) -> AsyncEngine:
    """An engine that uses its warmest connection, and tries it first if it has rested.

    To try each at each use would be three messages more a transaction. A server that goes away
    sooner is told as it is in the middle of a transaction: as a loss, once for the whole pool.
    """
    kept = {"prepared_statement_cache_size": STATEMENTS}
    size = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_use_lifo": True}
    engine = postgres_engine(url, connect_args=kept, **size, **options)

    @event.listens_for(engine.sync_engine, "checkin")
    def rests(_connection: Any, record: Any) -> None:
        record.info["rests"] = monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def tried(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get("rests", monotonic()) < RESTED:
            return
        try:
            engine.sync_engine.dialect.do_ping(connection)
        except Exception as lost:
            raise InvalidatePoolError from lost

    return engine


def losses() -> tuple[type[Exception], ...]:
    """What is raised where a connection to PostgreSQL cannot be made, or is lost while it is.

    SQLAlchemy passes on asyncpg's own exceptions then. Where SQLite is used, asyncpg is not read.
    """
    from asyncpg import InterfaceError, InternalClientError, PostgresError

    return (OSError, PostgresError, InterfaceError, InternalClientError)
