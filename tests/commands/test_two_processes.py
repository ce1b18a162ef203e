"""Two bots on one PostgreSQL: what one performs, the other never overwrites."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest_asyncio

from bot.rehearse.drill import Drill
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.perform import perform_due, perform_next
from storage.database import Database
from storage.keyring import Keyring
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.deciding import CLOSES, put, vote

HERE = Deployment(frozenset({"matrix", "slack"}), previews=False, live=False)


@pytest_asyncio.fixture
async def one(filled_postgres: str, keys: Keyring) -> AsyncIterator[Drill]:
    """One of the two."""
    database = await Database.open(filled_postgres, keys)
    made = Drill(database, ["matrix", "slack"], START)
    await made.open()
    yield made
    await database.close()


async def slowly(url: str, keys: Keyring, now: datetime, begun: threading.Event) -> None:
    """The other process performs one line, and takes a while to commit it."""

    def work(store: Store) -> None:
        performed = perform_next(store, HERE, now)
        assert performed is not None
        assert performed.outcome == "done"
        begun.set()
        time.sleep(1)

    database = await Database.open(url, keys)
    await database.run(work)
    await database.close()


async def test_the_clock_of_one_overwrites_nothing_that_the_other_performs(
    one: Drill, filled_postgres: str, keys: Keyring
) -> None:
    made = await put(one)
    await vote(one, made["poll"], **dict.fromkeys(("AU", "CA", "CO", "FR", "IL"), "yes"))
    await one.until(CLOSES)
    one.now = CLOSES + timedelta(minutes=6)
    line = f"incident verify {made['incident']}"
    heard = Incoming("matrix", "v", "@anouk:localhost", "direct:anouk", line, None, direct=True)
    await one.runtime.receiver.hear(heard)
    begun = threading.Event()
    beside = threading.Thread(
        target=lambda: asyncio.run(slowly(filled_postgres, keys, one.now, begun))
    )
    beside.start()
    assert await asyncio.to_thread(begun.wait, 20)
    late = CLOSES + timedelta(hours=1)
    while await one.runtime.database.run(lambda store: perform_due(store, HERE, late)):
        pass
    beside.join()
    for _ in range(2):
        await one.runtime.database.run(lambda store: perform_due(store, HERE, late))
    kept = await one.runtime.database.run(lambda store: store.incidents.get(made["incident"]))
    assert kept is not None
    assert (kept.stage.value, kept.verified) == ("adopted", True)
