"""The real bot on recording rooms with the demonstration's directory, on both kinds of database."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
import pytest_asyncio

from bot.rehearse.drill import Drill
from config.directory import read
from storage.database import Database, migrate
from storage.directory.plan import apply, difference
from storage.keyring import Keyring, keyring_at
from storage.store import Store
from tests.servers.postgres import Postgres

START = datetime(2026, 3, 9, 9, tzinfo=UTC)
"""Monday 9 March 2026, 09:00 UTC: the first instant of the golden scenario."""


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return keyring_at(tmp_path_factory.mktemp("keys") / "master.key")


async def filled(url: str, keys: Keyring) -> None:
    """Migrate an empty database and import the demonstration's directory."""
    await migrate(url)
    database = await Database.open(url, keys)
    entries = read(Path(str(files("config"))) / "demo" / "directory.toml")

    def imported(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, START)

    await database.run(imported)
    await database.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sqlite_model(tmp_path_factory: pytest.TempPathFactory, keys: Keyring) -> Path:
    """A filled SQLite database, to be copied for each test."""
    path = tmp_path_factory.mktemp("model") / "model.db"
    await filled(f"sqlite:///{path}", keys)
    return path


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def postgres_model(postgres: Postgres, worker_id: str, keys: Keyring) -> str:
    """A filled PostgreSQL database, the template of each test's own."""
    name = f"model_{worker_id}"
    postgres.sql(f"CREATE DATABASE {name}")
    await filled(postgres.url(name), keys)
    return name


@pytest.fixture
def filled_sqlite(sqlite_model: Path, tmp_path: Path) -> str:
    copy = tmp_path / "comity.db"
    shutil.copy(sqlite_model, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def filled_postgres(postgres: Postgres, postgres_model: str, worker_id: str) -> Iterator[str]:
    name = f"drill_{worker_id}"
    postgres.sql(f"CREATE DATABASE {name} TEMPLATE {postgres_model} STRATEGY file_copy")
    yield postgres.url(name)
    postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def filled_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with the demonstration's directory, of each kind in turn."""
    url: str = request.getfixturevalue(f"filled_{request.param}")
    return url


@pytest_asyncio.fixture
async def drill(filled_url: str, keys: Keyring) -> AsyncIterator[Drill]:
    """The bot with recording rooms, at the first instant of the golden scenario."""
    database = await Database.open(filled_url, keys)
    made = Drill(database, ["matrix", "slack"], START)
    await made.open()
    yield made
    await database.close()


@pytest_asyncio.fixture
async def asking(filled_sqlite: str, keys: Keyring) -> AsyncIterator[Drill]:
    """The same with previews, as in live rooms."""
    database = await Database.open(filled_sqlite, keys)
    made = Drill(database, ["matrix", "slack"], START, previews=True)
    await made.open()
    yield made
    await database.close()
