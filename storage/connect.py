"""Addresses of databases, and SQLite set up so that nothing acknowledged is ever lost."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, NullPool, create_engine, event, make_url


def address(url: str) -> URL:
    """The address with the driver that is used here; raises ValueError for another database."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise ValueError(f"neither SQLite nor PostgreSQL: {other}")


def is_sqlite(url: str) -> bool:
    return address(url).get_backend_name() == "sqlite"


def sqlite_engine(url: str, *, foreign_keys: bool = True, writes: bool = True) -> Engine:
    """An engine whose transactions are ours (`BEGIN IMMEDIATE`), not the driver's.

    Without `writes` a transaction is a snapshot, and holds nobody up.
    """
    engine = create_engine(address(url), poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "busy_timeout=10000",
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            f"query_only={'OFF' if writes else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def losses() -> tuple[type[Exception], ...]:
    """What is raised where a connection to PostgreSQL cannot be made, or is lost while it is.

    SQLAlchemy passes on asyncpg's own exceptions then. Where SQLite is used, asyncpg is not read.
    """
    from asyncpg import InterfaceError, InternalClientError, PostgresError

    return (OSError, PostgresError, InterfaceError, InternalClientError)
