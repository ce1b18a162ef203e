"""Fixtures that every part of the tests may ask for: real servers, started when first asked for."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.demo.served import free_port as a_free_port
from bot.demo.synapse import Synapse
from storage.database import migrate
from tests.servers.memory import place
from tests.servers.postgres import Postgres
from tests.servers.shared import once, shared_postgres

# A slow machine is no failed claim; the whole run has its own limit. The examples are the same in
# every run, so that a change is judged by what it changes; `make explore` looks for others.
settings.register_profile("comity", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("comity")


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_a_bot_is_left_here() -> Iterator[None]:
    """Fail the run of a test that leaves a key, a database or settings where it was started."""
    here = Path.cwd()
    before = {*here.glob("comity.*")}
    yield
    assert {*here.glob("comity.*")} - before == set()


def pytest_configure() -> None:
    """Let the tests' own folders be in memory, unless somebody has named a place."""
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place()))


@pytest.fixture
def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    return a_free_port()


@pytest.fixture(scope="session")
def meeting_place(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this test run know."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def postgres(meeting_place: Path) -> Postgres:
    """The PostgreSQL server of this test run, shared by its workers."""
    return shared_postgres(meeting_place)


@pytest.fixture
def postgres_url(postgres: Postgres, worker_id: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, which is removed after the test."""
    name = f"comity_{worker_id}"
    postgres.sql(f"CREATE DATABASE {name}")
    yield postgres.url(name)
    postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'comity.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database: each test that asks for it runs on both kinds."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def sqlite_template(meeting_place: Path) -> Path:
    """An SQLite database with all tables, made once for all workers."""

    def make() -> str:
        file = meeting_place / "template.db"
        asyncio.run(migrate(f"sqlite:///{file}"))
        return str(file)

    return Path(once(meeting_place, "template.db", make))


@pytest.fixture(scope="session")
def postgres_template(meeting_place: Path, postgres: Postgres) -> str:
    """The name of a PostgreSQL database with all tables, made once for all workers."""

    def make() -> str:
        postgres.sql("CREATE DATABASE migrated")
        asyncio.run(migrate(postgres.url("migrated")))
        return "migrated"

    return once(meeting_place, "migrated", make)


@pytest.fixture
def migrated_sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of an SQLite database with all tables and no rows."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'comity.db')}"


@pytest.fixture
def migrated_postgres_url(
    postgres: Postgres, postgres_template: str, worker_id: str
) -> Iterator[str]:
    """The address of a PostgreSQL database with all tables and no rows."""
    name = f"migrated_{worker_id}"
    postgres.sql(f"CREATE DATABASE {name} TEMPLATE {postgres_template} STRATEGY file_copy")
    yield postgres.url(name)
    postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with all tables and no rows, of both kinds."""
    url: str = request.getfixturevalue(f"migrated_{request.param}_url")
    return url


@pytest.fixture(scope="session")
def server_data() -> Iterator[Path]:
    """A folder for servers' data."""
    with tempfile.TemporaryDirectory(
        prefix="comity-", dir=place(), ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def synapse(server_data: Path) -> Iterator[Synapse]:
    """A Matrix homeserver of this worker; names of people and rooms are the test's to choose."""
    with Synapse(server_data / "synapse") as homeserver:
        yield homeserver
