"""What is written at the same moment shares a transaction; each is as if it were alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, event

from bot.together import MOST, Together
from commands.heard import Incoming
from storage.database import Database
from storage.keyring import Keyring
from storage.receipt import Kept
from storage.store import Store

NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
async def database(migrated_sqlite_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(migrated_sqlite_url, Keyring(bytes(32)))
    yield opened
    await opened.close()


def heard(name: str) -> Incoming:
    return Incoming("slack", name, "T:U", "T:C", "whoami", None)


def keeping(name: str) -> Callable[[Store], Kept]:
    return lambda store: store.receipts.add(heard(name), NOW)


async def test_many_share_a_trip_to_the_disk_and_each_gets_its_own_number(
    database: Database,
) -> None:
    together = Together(database)
    commits: list[object] = []

    def committed(connection: Connection) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", committed)
    try:
        numbers = await asyncio.gather(*(together.run(keeping(str(n))) for n in range(MOST + 1)))
    finally:
        event.remove(Engine, "commit", committed)
    assert None not in {one.number for one in numbers}
    assert len({one.number for one in numbers}) == MOST + 1
    assert len(commits) == 2


async def test_one_that_fails_undoes_no_other(database: Database) -> None:
    together = Together(database)

    def fails(store: Store) -> None:
        store.receipts.add(heard("undone"), NOW)
        raise ZeroDivisionError

    first, bad, good, late = await asyncio.gather(
        together.run(keeping("first")),
        together.run(fails),
        together.run(keeping("kept")),
        together.run(keeping("late")),
        return_exceptions=True,
    )
    assert isinstance(bad, ZeroDivisionError)
    assert all(isinstance(one, Kept) and one.number for one in (first, good, late))
    assert (await together.run(keeping("undone"))).number is not None
    assert (await together.run(keeping("kept"))).number is None


async def test_who_goes_away_takes_nothing_along(database: Database) -> None:
    together = Together(database)
    kept = [asyncio.create_task(together.run(keeping(str(n)))) for n in range(3)]
    await asyncio.sleep(0)
    kept[1].cancel()
    found = await asyncio.gather(*kept, return_exceptions=True)
    assert isinstance(found[1], asyncio.CancelledError)
    assert all(isinstance(one, Kept) and one.number for one in (found[0], found[2]))
    assert (await together.run(keeping("later"))).number is not None


async def test_who_ends_a_transaction_takes_nobody_along_who_shares_it(database: Database) -> None:
    together = Together(database)
    begun, go_on = threading.Event(), threading.Event()

    def waits(store: Store) -> Kept:
        begun.set()
        assert go_on.wait(60)
        return store.receipts.add(heard("first"), NOW)

    first = asyncio.create_task(together.run(waits))
    await asyncio.to_thread(begun.wait, 60)
    others = [asyncio.create_task(together.run(keeping(str(n)))) for n in range(3)]
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    go_on.set()
    async with asyncio.timeout(60):
        await asyncio.gather(*others)
    for name in ("first", "0", "1", "2"):
        again = await together.run(keeping(name))
        assert again.number is None, f"{name} was kept"


async def test_a_fault_of_the_first_is_its_own(database: Database) -> None:
    together = Together(database)
    begun, go_on = threading.Event(), threading.Event()

    def fails(store: Store) -> None:
        begun.set()
        assert go_on.wait(60)
        store.receipts.add(heard("undone"), NOW)
        raise ZeroDivisionError

    first = asyncio.create_task(together.run(fails))
    await asyncio.to_thread(begun.wait, 60)
    other = asyncio.create_task(together.run(keeping("kept")))
    await asyncio.sleep(0)
    go_on.set()
    async with asyncio.timeout(60):
        with pytest.raises(ZeroDivisionError):
            await first
        assert (await other).number is not None
    assert (await together.run(keeping("undone"))).number is not None


async def test_whoever_comes_before_it_has_begun_shares_the_first_transaction(
    database: Database,
) -> None:
    together = Together(database)
    begun, go_on = threading.Event(), threading.Event()

    def holds(_: Store) -> None:
        begun.set()
        assert go_on.wait(60)

    held = asyncio.create_task(database.run(holds))
    await asyncio.to_thread(begun.wait, 60)
    commits: list[object] = []

    def committed(connection: Connection) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", committed)
    try:
        several = [asyncio.create_task(together.run(keeping(str(n)))) for n in range(MOST)]
        await asyncio.sleep(0)
        go_on.set()
        async with asyncio.timeout(60):
            await asyncio.gather(held, *several)
    finally:
        event.remove(Engine, "commit", committed)
    assert len(commits) == 2  # what held it, and all of them
