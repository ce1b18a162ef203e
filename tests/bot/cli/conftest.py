"""Two places: one that is copied, and one where the copy is put back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.keyring import keyring_at
from tests.bot.cli.place import Place
from tests.commands.conftest import filled
from tests.servers.postgres import Postgres


@pytest.fixture
def two_postgres(postgres: Postgres, worker_id: str) -> Iterator[tuple[str, str]]:
    names = [f"copied_{worker_id}", f"restored_{worker_id}"]
    for name in names:
        postgres.sql(f"CREATE DATABASE {name}")
    yield postgres.url(names[0]), postgres.url(names[1])
    for name in names:
        postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite-sqlite", "postgres-postgres", "sqlite-postgres", "postgres-sqlite"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Place, Place]:
    """Where the bot lived, and where it goes on."""
    urls = []
    for which, kind in enumerate(request.param.split("-")):
        if kind == "sqlite":
            urls.append(f"sqlite:///{tmp_path / str(which) / 'comity.db'}")
        else:
            urls.append(request.getfixturevalue("two_postgres")[which])
    return Place(tmp_path / "0", urls[0]), Place(tmp_path / "1", urls[1])


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A deployment with the demonstration's directory, which is made once and copied."""
    folder = tmp_path_factory.mktemp("model") / "place"
    made = Place(folder, f"sqlite:///{folder / 'comity.db'}")
    asyncio.run(filled(made.url, keyring_at(made.key)))
    return made


@pytest.fixture
def sqlite_places(tmp_path: Path, model: Place) -> tuple[Place, Place]:
    """One with the demonstration's directory, and one where nothing is yet."""
    one, two = (Place(tmp_path / n, f"sqlite:///{tmp_path / n / 'comity.db'}") for n in "01")
    one.take_over(model)
    return one, two
