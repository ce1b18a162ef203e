"""A database that goes away, or is full: said at once, acknowledged to nobody, healed."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.demo.slack.server import PROGRAM
from storage.database import Database, Unavailable, migrate
from storage.keyring import Keyring
from storage.store import Store
from tests.bot.monitor.conftest import NewRoundtable
from tests.bot.monitor.cramped import Cramped, possible
from tests.bot.test_database_restarted import Own
from tests.stories.delegate import DIRECT
from tests.stories.slack_town import TABLE

needs_slack = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")
AWAY, FULL = "does not answer, or cannot write", "its disk is full"
BACK, UNKEPT = "keeps everything again", "I cannot keep anything at the moment"


@pytest.fixture
def own() -> Iterator[Own]:
    made = Own()
    yield made
    made.stops()
    shutil.rmtree(made.base, ignore_errors=True)


@pytest.fixture
async def cramped(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Cramped]:
    disk = tmp_path / "disk"
    disk.mkdir()
    made = Cramped(tmp_path / "bot", f"sqlite:///{shutil.copy(sqlite_template, disk / 'own.db')}")
    try:
        await made.settle()
        yield made
    finally:
        await made.close()
    assert not made.slack.wrong


@needs_slack
@pytest.mark.rule("DR-01")
async def test_postgresql_goes_away_under_a_live_bot_and_comes_back(
    roundtable: NewRoundtable, own: Own
) -> None:
    await migrate(own.url)
    here = await roundtable(url=own.url)
    dario = here.person("dario")
    here.slack.teller.patience = 2.0
    here.slack.teller.delays = (0.5,) * 100
    await dario.says(DIRECT, "whoami")
    await dario.gets("Dario")
    await asyncio.to_thread(own.stops)
    await here.told(AWAY)
    await dario.says(DIRECT, "why DR-01")
    await dario.types(TABLE, "incident list")
    await dario.gets(UNKEPT)
    await asyncio.to_thread(own.restarts)
    await here.told(BACK)
    await dario.hears("DR-01", DIRECT)
    await here.quiet()
    assert len([words for words in here.read() if AWAY in words or BACK in words]) == 2
    assert not dario.repeats(DIRECT)


@needs_slack
@pytest.mark.skipif(not possible(), reason="no disk of our own may be mounted here")
@pytest.mark.rule("DR-01", "P-17")
async def test_a_disk_that_is_full_is_called_so_and_all_heals_when_there_is_room(
    cramped: Cramped,
) -> None:
    here, dario = cramped, cramped.person("dario")
    here.slack.teller.patience = 2.0
    here.slack.teller.delays = (0.5,) * 100
    await dario.says(DIRECT, "whoami")
    await dario.gets("Dario")
    here.bot.fill()
    await here.told(FULL)
    await dario.says(DIRECT, "why DR-01")
    await dario.types(TABLE, "incident list")
    await dario.gets(UNKEPT)
    here.bot.clear()
    await here.told(BACK)
    await dario.hears("DR-01", DIRECT)
    await here.slack.quiet()
    assert len([words for words in here.read() if FULL in words or BACK in words]) == 2
    assert not dario.repeats(DIRECT)


async def test_a_full_disk_is_known_from_a_database_that_is_away(migrated_sqlite_url: str) -> None:
    database = await Database.open(migrated_sqlite_url, Keyring(bytes(range(32))))

    def full(store: Store) -> None:
        store.connection.exec_driver_sql("PRAGMA max_page_count = 1")  # as many as there are
        store.directory.keep_setting("ballast", "x" * 1_000_000)

    with pytest.raises(Unavailable) as fault:
        await database.run(full)
    assert fault.value.full
    assert await database.run(lambda store: store.directory.setting("ballast")) is None
    await database.close()
