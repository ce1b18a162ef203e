"""The real bot on recording rooms with the demonstration's directory, on SQLite and PostgreSQL.

A test marked `performs` has done at least the commands it names, on each of them.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.rehearse.drill import Drill
from commands.line import Line, address
from commands.table import FORMS
from config.directory import read
from storage.audit.tables import audit_chain
from storage.database import Database, migrate
from storage.directory.plan import apply, difference
from storage.keyring import Keyring, keyring_at
from storage.store import Store
from tests.commands.deciding import VOTERS, put, vote
from tests.commands.kept import Kept, Known
from tests.commands.offering import Looking
from tests.servers.postgres import Postgres
from tests.servers.shared import once

START = datetime(2026, 3, 9, 9, tzinfo=UTC)
"""Monday 9 March 2026, 09:00 UTC: the first instant of the golden scenario."""
PLATFORMS = ("matrix", "slack")


@pytest.fixture(scope="session")
def keys(meeting_place: Path) -> Keyring:
    """Of all workers, as the databases that they copy."""
    file = meeting_place / "master.key"

    def make() -> str:
        keyring_at(file)
        return str(file)

    return keyring_at(Path(once(meeting_place, "key", make)))


async def filled(url: str, keys: Keyring) -> None:
    """Migrate an empty database and import the demonstration's directory."""
    await migrate(url)
    database = await Database.open(url, keys)
    entries = read(Path(str(files("config"))) / "demo" / "directory.toml")

    def imported(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, START)

    await database.run(imported)
    await database.close()


async def furnished(url: str, keys: Keyring) -> None:
    """The same, with every room's id on its recording platform, and keys to seal with."""
    await filled(url, keys)
    database = await Database.open(url, keys)
    await Drill(database, PLATFORMS, START).open()
    await database.run(sealing)
    await database.close()


def sealing(store: Store) -> None:
    """Make the data keys that every test needs."""
    for group in ("receipts", "private", *(group.id for group in store.directory.groups())):
        store.sealer.seal(group, "nothing", "", "", b"")


@pytest.fixture(scope="session")
def sqlite_model(meeting_place: Path, sqlite_template: Path, keys: Keyring) -> Path:
    """A filled SQLite database, to be copied for each test."""

    def make() -> str:
        file = shutil.copy(sqlite_template, meeting_place / "model.db")
        asyncio.run(furnished(f"sqlite:///{file}", keys))
        return str(file)

    return Path(once(meeting_place, "model.db", make))


@pytest.fixture(scope="session")
def postgres_model(
    meeting_place: Path, postgres: Postgres, postgres_template: str, keys: Keyring
) -> str:
    """A filled PostgreSQL database, the template of each test's own."""

    def make() -> str:
        postgres.sql(f"CREATE DATABASE model TEMPLATE {postgres_template}")
        asyncio.run(furnished(postgres.url("model"), keys))
        return "model"

    return once(meeting_place, "model", make)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def known(
    sqlite_model: Path, keys: Keyring, tmp_path_factory: pytest.TempPathFactory
) -> Known:
    """What a bot knows of the directory once it has performed a few commands, on either kind."""
    file = shutil.copy(sqlite_model, tmp_path_factory.mktemp("known") / "comity.db")
    database = await Database.open(f"sqlite:///{file}", keys)
    known = await Known.after(played, database)
    await database.close()
    return known


async def played(database: Database) -> None:
    """Let everybody vote on a response."""
    drill = Drill(database, PLATFORMS, START)
    await drill.begin()
    made = await put(drill)
    await vote(drill, made["poll"], **dict.fromkeys(VOTERS, "yes"))


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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def kept(postgres: Postgres, postgres_model: str, worker_id: str) -> AsyncIterator[Kept]:
    """This worker's PostgreSQL database of many tests."""
    name = f"kept_{worker_id}"
    postgres.sql(f"CREATE DATABASE {name} TEMPLATE {postgres_model}")
    made = Kept(postgres.url(name))
    await made.keep()
    yield made
    await made.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in {"filled_url", "opened"} & set(metafunc.fixturenames):
        metafunc.parametrize(name, ["sqlite", "postgres"], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Connections that last belong to one loop: that of the tests on databases of both kinds."""
    for item in items:
        if {"opened", "kept"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture
def filled_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with the demonstration's directory, of each kind."""
    url: str = request.getfixturevalue(f"filled_{request.param}")
    return url


@pytest_asyncio.fixture(loop_scope="session")
async def opened_sqlite(filled_sqlite: str, keys: Keyring, known: Known) -> AsyncIterator[Database]:
    database = await Database.open(filled_sqlite, keys)
    yield known.told(database)
    await ended()
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def opened_postgres(kept: Kept, keys: Keyring, known: Known) -> AsyncIterator[Database]:
    yield known.told(await kept.fresh(keys))
    await ended()


async def ended() -> None:
    """End what a test has left running, as the end of a loop of its own would."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


@pytest.fixture
def opened(request: pytest.FixtureRequest) -> Database:
    """A database with the demonstration's directory, of each kind."""
    database: Database = request.getfixturevalue(f"opened_{request.param}")
    return database


@pytest_asyncio.fixture(loop_scope="session")
async def drill(
    request: pytest.FixtureRequest, opened: Database, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Drill]:
    """The bot with recording rooms, at the first instant of the golden scenario.

    No sentence that it says may lack its words or what fills it.
    """
    made = Looking(opened, PLATFORMS, START)
    await made.begin()
    yield made
    named = request.node.get_closest_marker("performs")
    there = await opened.run(performed) if named else set()
    assert there >= set(named.args if named else ())
    assert not [one for one in caplog.get_records("call") if one.name == "comity.words"]


def performed(store: Store) -> set[str]:
    """The commands that the audit has as done."""
    chains = store.connection.scalars(select(audit_chain.c.chain)).all()
    entries = (one.entry for chain in chains for one in store.audit.entries(chain))
    lines = (Line(entry["line"]) for entry in entries if entry["outcome"] == "done")
    return {form.words for line in lines if (form := address(line, FORMS)) is not None}


@pytest_asyncio.fixture(loop_scope="session")
async def asking(opened: Database) -> Drill:
    """The same with previews, as in live rooms."""
    made = Looking(opened, PLATFORMS, START, previews=True)
    await made.begin()
    return made
