"""Databases to measure on: made once with the demonstration's directory, copied for each use."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from bot.rehearse.drill import Drill
from config.directory import read
from storage.database import Database, migrate
from storage.directory.plan import apply, difference
from storage.keyring import Keyring
from storage.store import Store
from tests.servers.postgres import Postgres

START = datetime(2026, 3, 9, 9, tzinfo=UTC)
DIRECTORY = Path(str(files("config"))) / "demo" / "directory.toml"
KEYS = Keyring(bytes(range(32)))


class Place(ABC):
    """Where databases are made: SQLite files, or a PostgreSQL server."""

    name: str

    @abstractmethod
    def new(self, name: str) -> str:
        """The address of an empty database."""

    @abstractmethod
    def copy(self, url: str, name: str) -> str:
        """The address of a copy of a database that nobody has open."""


class Files(Place):
    """SQLite, on the disk where it would be."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self, name: str) -> str:
        path = self._folder / f"{name}.db"
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{path}{suffix}").unlink()
        return f"sqlite:///{path}"

    def copy(self, url: str, name: str) -> str:
        made = self.new(name)
        shutil.copy(url.removeprefix("sqlite:///"), made.removeprefix("sqlite:///"))
        return made


class Server(Place):
    """PostgreSQL, with every commit on disk."""

    name = "PostgreSQL"

    def __init__(self, server: Postgres) -> None:
        self._server = server

    def new(self, name: str) -> str:
        self._server.sql(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
        return self._server.url(name)

    def copy(self, url: str, name: str) -> str:
        source = urlsplit(url).path.strip("/")
        self._server.sql(
            f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {source}"
        )
        return self._server.url(name)


async def model(place: Place, name: str, prepare: Callable[[Drill], Awaitable[None]]) -> str:
    """A database in which these things have happened; closed again, to be copied."""
    url = place.new(name)
    await migrate(url)
    database = await Database.open(url, KEYS)
    entries = read(DIRECTORY)

    def imported(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, START)

    await database.run(imported)
    drill = Drill(database, ["matrix"], START)
    await drill.open()
    await prepare(drill)
    await database.close()
    return url
