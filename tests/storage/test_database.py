from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.connect import RESTED, postgres_engine
from storage.database import Database, Unavailable
from storage.deadline import Deadline
from storage.keyring import Keyring
from storage.store import Store
from tests.storage.times import NOON, SECOND


def deadline(key: str) -> Deadline:
    return Deadline(key, "poll", "POL-1", "g", NOON, "UTC", f"poll close {key}")


async def test_what_is_raised_rolls_everything_back(database: Database) -> None:
    def work(store: Store) -> None:
        store.deadlines.set(deadline("one"))
        raise LookupError

    with pytest.raises(LookupError):
        await database.run(work)
    assert await database.run(lambda store: store.deadlines.earliest()) is None


async def test_work_that_ends_an_iteration_which_nobody_goes_through_is_a_fault_of_its_own(
    database: Database,
) -> None:
    def work(store: Store) -> None:
        store.deadlines.set(deadline("one"))
        next(iter(()))

    async with asyncio.timeout(60):
        with pytest.raises(RuntimeError, match="StopIteration"):
            await database.run(work)
    assert await database.run(lambda store: store.deadlines.earliest()) is None


class Losing:
    """A database whose driver says of a cancellation that the connection was lost."""

    async def run(self, _: object) -> Any:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise Unavailable from None

    async def close(self) -> None:
        """Nothing is open."""


async def test_who_is_ended_while_the_database_is_away_ends() -> None:
    database = Database(Losing(), Keyring(bytes(range(32))))

    async def looping() -> None:
        while True:
            with suppress(Unavailable):
                await database.run(lambda _: None)

    task = asyncio.create_task(looping())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task}, timeout=30)
    assert task.cancelled()


async def test_a_savepoint_undoes_only_what_is_within_it(database: Database) -> None:
    def work(store: Store) -> None:
        store.deadlines.set(deadline("kept"))
        with store.undone():
            store.deadlines.set(deadline("undone"))
        store.deadlines.set(deadline("after"))

    await database.run(work)
    due = await database.run(lambda store: store.deadlines.due(NOON))
    assert [one.key for one in due] == ["kept", "after"]


async def test_transactions_at_once_each_count(database: Database) -> None:
    def work(store: Store) -> int:
        return store.audit.append("INC-1", "g", {"act": "x"}, NOON)

    places = await asyncio.gather(*(database.run(work) for _ in range(30)))
    assert sorted(places) == list(range(1, 31))
    assert await database.run(lambda store: list(store.audit.verify())) == []


async def test_a_deadlock_is_performed_again(postgres_database: Database) -> None:
    """Two transactions that take two lanes in opposite order both come through."""
    met = [0]

    def taking(*keys: str) -> Callable[[Store], None]:
        def work(store: Store) -> None:
            met[0] += 1
            store.deadlines.move(keys[0], NOON)
            store.connection.execute(text("SELECT pg_sleep(0.3)"))
            store.deadlines.move(keys[1], NOON)

        return work

    await postgres_database.run(lambda store: store.deadlines.set(deadline("a"), deadline("b")))
    both = (postgres_database.run(taking("a", "b")), postgres_database.run(taking("b", "a")))
    await asyncio.gather(*both)
    assert met == [3]
    due = await postgres_database.run(lambda store: store.deadlines.due(NOON))
    assert {one.generation for one in due} == {3}


async def test_sqlite_never_loses_what_it_acknowledged(sqlite_database: Database) -> None:
    def pragmas(store: Store) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [store.connection.scalar(text(f"PRAGMA {name}")) for name in names]

    assert await sqlite_database.run(pragmas) == ["wal", 2, 1, 10000]


async def test_a_commit_need_not_lengthen_the_log_of_sqlite(sqlite_database: Database) -> None:
    def log(store: Store) -> Path:
        return Path(f"{store.connection.engine.url.database}-wal")

    def tables(store: Store) -> int:
        return store.connection.scalar(text("SELECT count(*) FROM sqlite_master")) or 0

    before = await sqlite_database.run(tables)
    await sqlite_database.lengthen()
    length = (await sqlite_database.run(log)).stat().st_size
    assert length >= 1000 * 4096, "folded back after a thousand pages"
    await sqlite_database.run(lambda store: store.deadlines.set(deadline("one")))
    assert (await sqlite_database.run(log)).stat().st_size == length
    assert await sqlite_database.run(tables) == before


async def test_an_instant_comes_back_as_it_was(database: Database) -> None:
    late = NOON + SECOND / 1_000_000
    await database.run(lambda store: store.deadlines.set(deadline("one")))
    assert await database.run(lambda store: store.deadlines.move("one", late))
    assert await database.run(lambda store: store.deadlines.earliest()) == late


async def test_a_lost_connection_is_no_fault_of_the_work(postgres_database: Database) -> None:
    def cut_off(store: Store) -> None:
        store.deadlines.set(deadline("lost"))
        store.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unavailable):
        await postgres_database.run(cut_off)
    assert await postgres_database.run(lambda store: store.deadlines.earliest()) is None


async def test_nor_is_it_where_the_work_went_on_to_its_next_savepoint(
    postgres_database: Database,
) -> None:
    def go_on(store: Store) -> None:
        with suppress(DBAPIError), store.savepoint():
            store.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        with store.savepoint():
            store.deadlines.set(deadline("lost"))

    with pytest.raises(Unavailable):
        await postgres_database.run(go_on)
    assert await postgres_database.run(lambda store: store.deadlines.earliest()) is None


async def test_a_connection_that_was_cut_while_it_rested_is_not_used_for_work(
    postgres_database: Database, migrated_postgres_url: str
) -> None:
    await asyncio.gather(*(postgres_database.run(_pid) for _ in range(3)))
    await _cut_all(migrated_postgres_url)
    await asyncio.sleep(RESTED)
    await asyncio.gather(*(postgres_database.run(_pid) for _ in range(3)))


async def test_one_that_was_cut_a_moment_ago_fails_once_and_no_other_after_it(
    postgres_database: Database, migrated_postgres_url: str
) -> None:
    before = await asyncio.gather(*(postgres_database.run(_pid) for _ in range(3)))
    await _cut_all(migrated_postgres_url)
    with suppress(Unavailable):
        await postgres_database.run(_pid)
    assert await postgres_database.run(_pid) not in before


async def test_work_after_work_has_the_same_connection(postgres_database: Database) -> None:
    await asyncio.gather(*(postgres_database.run(_pid) for _ in range(3)))
    assert len({await postgres_database.run(_pid) for _ in range(5)}) == 1


def _pid(store: Store) -> int:
    return int(store.connection.scalar(text("SELECT pg_backend_pid()")) or 0)


async def _cut_all(url: str) -> None:
    """End every connection to this database but our own."""
    engine = postgres_engine(url)
    async with engine.connect() as one:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        ended = f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE {others}"  # noqa: S608
        await one.execute(text(ended))
    await engine.dispose()


async def test_a_full_disk_is_no_fault_of_the_work(sqlite_database: Database) -> None:
    def fill(store: Store) -> None:
        store.connection.execute(text("PRAGMA max_page_count=1"))
        for number in range(5_000):
            store.deadlines.set(deadline(f"{number}"))

    with pytest.raises(Unavailable):
        await sqlite_database.run(fill)
    assert await sqlite_database.run(lambda store: store.deadlines.earliest()) is None


async def test_what_nobody_waits_for_any_more_is_not_begun(sqlite_database: Database) -> None:
    held, begun = threading.Event(), []
    first = asyncio.create_task(sqlite_database.run(lambda _: held.wait(60)))
    second = asyncio.create_task(sqlite_database.run(lambda _: begun.append("second")))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.wait([second])
    held.set()
    assert await first
    await sqlite_database.run(lambda _: begun.append("third"))
    assert begun == ["third"]


async def test_a_closed_database_says_so_and_can_be_closed_again(sqlite_database: Database) -> None:
    await sqlite_database.close()
    await sqlite_database.close()
    with pytest.raises(RuntimeError, match="closed"):
        await sqlite_database.run(lambda _: None)
