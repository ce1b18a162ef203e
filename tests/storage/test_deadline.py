from __future__ import annotations

import asyncio
from dataclasses import replace

from storage.database import Database
from storage.deadline import Deadline
from storage.store import Store
from tests.storage.times import MINUTE, NOON, SECOND

CLOSE = Deadline("close POL-1", "poll", "POL-1", "g", NOON, "Europe/Rome", "poll close POL-1")
REMIND = replace(CLOSE, key="remind POL-1", due_at=NOON - MINUTE, line="poll remind POL-1")


async def test_what_is_due_comes_in_order_and_no_sooner(database: Database) -> None:
    await database.run(lambda store: store.deadlines.set(CLOSE, REMIND))
    assert await database.run(lambda store: store.deadlines.earliest()) == REMIND.due_at
    assert await database.run(lambda store: store.deadlines.due(NOON - SECOND)) == [REMIND]
    assert await database.run(lambda store: store.deadlines.due(NOON)) == [REMIND, CLOSE]
    assert await database.run(lambda store: store.deadlines.due(NOON, limit=1)) == [REMIND]


async def test_what_was_performed_is_never_due_again(database: Database) -> None:
    await database.run(lambda store: store.deadlines.set(CLOSE, REMIND))
    await database.run(lambda store: store.deadlines.done(*store.deadlines.due(NOON)))
    assert await database.run(lambda store: store.deadlines.due(NOON + MINUTE)) == []
    assert await database.run(lambda store: store.deadlines.earliest()) is None


async def test_a_performed_line_may_set_its_own_next_time(database: Database) -> None:
    """As a weekly reminder does: marking the old one done leaves the new one waiting."""

    def perform(store: Store) -> None:
        [due] = store.deadlines.due(NOON)
        store.deadlines.set(replace(due, due_at=NOON + MINUTE))
        store.deadlines.done(due)

    await database.run(lambda store: store.deadlines.set(CLOSE))
    await database.run(perform)
    [again] = await database.run(lambda store: store.deadlines.due(NOON + MINUTE))
    assert (again.due_at, again.generation) == (NOON + MINUTE, 2)


async def test_a_moved_deadline_falls_due_once_at_its_new_instant(database: Database) -> None:
    await database.run(lambda store: store.deadlines.set(CLOSE))
    assert await database.run(lambda store: store.deadlines.move(CLOSE.key, NOON + MINUTE))
    assert await database.run(lambda store: store.deadlines.due(NOON)) == []
    [moved] = await database.run(lambda store: store.deadlines.due(NOON + MINUTE))
    assert moved.generation == 2


async def test_a_cancelled_deadline_neither_falls_due_nor_moves(database: Database) -> None:
    await database.run(lambda store: store.deadlines.set(CLOSE, REMIND))
    assert await database.run(lambda store: store.deadlines.cancel(CLOSE.key))
    assert not await database.run(lambda store: store.deadlines.cancel(CLOSE.key))
    assert not await database.run(lambda store: store.deadlines.move(CLOSE.key, NOON))
    assert await database.run(lambda store: store.deadlines.of("POL-1")) == [REMIND]
    assert await database.run(lambda store: store.deadlines.cancel(REMIND.key))
    assert await database.run(lambda store: store.deadlines.due(NOON)) == []


async def test_a_failed_one_is_tried_later_with_its_own_due_time(database: Database) -> None:
    await database.run(lambda store: store.deadlines.set(CLOSE))
    await database.run(lambda store: store.deadlines.retry(CLOSE, NOON + MINUTE))
    assert await database.run(lambda store: store.deadlines.due(NOON)) == []
    [again] = await database.run(lambda store: store.deadlines.due(NOON + MINUTE))
    assert again == replace(CLOSE, failures=1)


async def test_several_clocks_perform_each_line_once(database: Database) -> None:
    wanted = [replace(CLOSE, key=f"k{n:03}") for n in range(120)]
    await database.run(lambda store: store.deadlines.set(*wanted))
    performed: list[str] = []

    def work(store: Store) -> list[str]:
        due = store.deadlines.due(NOON, limit=25)
        store.deadlines.done(*due)
        return [one.key for one in due]

    async def clock() -> None:
        while keys := await database.run(work):
            performed.extend(keys)

    await asyncio.gather(*(clock() for _ in range(4)))
    assert sorted(performed) == [one.key for one in wanted]
