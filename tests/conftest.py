"""Fixtures that every part of the tests may ask for: real servers, started when first asked for."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.synapse import Synapse
from bot.demo.synapse import free_port as a_free_port
from tests.servers.postgres import Postgres
from tests.servers.shared import shared_postgres

MEMORY = Path("/dev/shm")  # noqa: S108
ENOUGH = 1 << 30


@pytest.fixture
def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    return a_free_port()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Postgres:
    """The PostgreSQL server of this test run, shared by its workers."""
    base = tmp_path_factory.getbasetemp()
    return shared_postgres(base if worker_id == "master" else base.parent)


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
def server_data() -> Iterator[Path]:
    """A folder for servers' data: in memory where there is room, for writing costs time."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    with tempfile.TemporaryDirectory(
        prefix="comity-", dir=MEMORY if roomy else None, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def synapse(server_data: Path) -> Iterator[Synapse]:
    """A Matrix homeserver of this worker; names of people and rooms are the test's to choose."""
    with Synapse(server_data / "synapse") as homeserver:
        yield homeserver
