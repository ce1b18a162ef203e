"""Bringing the tables to another revision (Alembic), from Python on a connection: no ini file.

Several processes may start at once: on PostgreSQL an advisory lock lets one migrate while the
others wait; on SQLite the writer's lock does. On SQLite the connection must have foreign keys
switched off: a batch migration drops the old table, and with them on that empties its children.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.migrations import HERE

_LOCK = 7_266_482_911  # any number that no other advisory lock uses


class BrokenReference(Exception):
    """A migration left rows whose parent is missing; it was rolled back."""


def scripts(versions: Path | None = None) -> Config:
    """Alembic's configuration, with another folder of revisions if one is given."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    folder = HERE / "versions" if versions is None else versions
    config.set_main_option("version_locations", str(folder).replace("%", "%%"))
    return config


def upgrade(connection: Connection, config: Config | None = None, to: str = "head") -> None:
    """Bring the tables to the newest revision, or to another; raises `BrokenReference`."""
    config = scripts() if config is None else config
    config.attributes["connection"] = connection
    if connection.dialect.name == "sqlite":
        _on_sqlite(connection, config, to)
    else:
        _on_postgresql(connection, config, to)


def _on_sqlite(connection: Connection, config: Config, to: str) -> None:
    with connection.begin():
        if connection.scalar(text("PRAGMA foreign_keys")):
            raise ValueError("migrating SQLite needs foreign_keys=OFF before BEGIN")
        command.upgrade(config, to)
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise BrokenReference(", ".join(sorted({row[0] for row in broken})))


def _on_postgresql(connection: Connection, config: Config, to: str) -> None:
    connection.execute(text(f"SELECT pg_advisory_lock({_LOCK})"))
    connection.execute(text("SET lock_timeout = '10s'"))
    connection.commit()
    try:
        command.upgrade(config, to)
        connection.commit()
    finally:
        connection.rollback()
        connection.execute(text("RESET lock_timeout"))
        connection.execute(text(f"SELECT pg_advisory_unlock({_LOCK})"))
        connection.commit()
