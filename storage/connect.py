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


def sqlite_engine(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine whose transactions are ours (`BEGIN IMMEDIATE`), not the driver's."""
    engine = create_engine(address(url), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "busy_timeout=10000",
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
