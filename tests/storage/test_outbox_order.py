"""Whatever happens to senders and writers, a lane keeps its order."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Database
from storage.outbox import Outgoing, Sending
from storage.store import Store
from tests.storage.test_outbox import LEASE, WORDS, add, numbered
from tests.storage.times import NOON


def _add(item: Outgoing, store: Store) -> None:
    add(store, item)


def _sent(item: Sending, store: Store) -> bool:
    return store.outbox.sent(item, "$")


async def test_senders_and_writers_at_once_keep_every_order(database: Database) -> None:
    shown: dict[str, list[str]] = defaultdict(list)
    rooms = ("a", "b", "c")
    wanted = {room: numbered(12, replace(WORDS, room=room)) for room in rooms}
    left = sum(map(len, wanted.values()))

    async def write(room: str) -> None:
        for item in wanted[room]:
            await database.run(partial(_add, item))

    async def send(name: str) -> None:
        nonlocal left
        while left:
            claimed = await database.run(
                lambda store: store.outbox.claim(NOON, LEASE, limit=2, by=name)
            )
            for item in claimed:
                shown[item.room].append(item.dedup)
                ours = await database.run(partial(_sent, item))
                left -= ours
            await asyncio.sleep(0.01)

    await asyncio.wait_for(
        asyncio.gather(*map(write, rooms), *map(send, ("one", "two", "three"))), timeout=60
    )
    assert shown == {room: [item.dedup for item in items] for room, items in wanted.items()}


steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(["a", "b"]), st.integers(0, 8)),
        st.tuples(st.sampled_from(["sent", "retry", "ambiguous", "dead", "lost"])),
    ),
    max_size=30,
)


@pytest.mark.hypothesis
async def test_whatever_happens_a_thread_is_shown_in_the_order_it_was_written(
    database: Database,
) -> None:
    def work(store: Store) -> None:
        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        @given(steps)
        def check(several: list[tuple[str, str, int] | tuple[str]]) -> None:
            with store.undone():
                _play(store, several)

        check()

    await database.run(work)


def _play(store: Store, several: list[tuple[str, str, int] | tuple[str]]) -> None:
    written: dict[str, list[str]] = defaultdict(list)
    over: dict[str, list[str]] = defaultdict(list)
    now = NOON
    for step in [*several, *[("sent",)] * len(several)]:
        now += LEASE
        if len(step) == 3:
            _, room, number = step
            item = replace(WORDS, room=room, dedup=f"{room}:{number}")
            if store.outbox.add(item, now) is not None:
                written[room].append(item.dedup)
            continue
        for claimed in store.outbox.claim(now, LEASE):
            assert claimed.dedup == written[claimed.room][len(over[claimed.room])]
            if _end(store, claimed, step[0]):
                over[claimed.room].append(claimed.dedup)
    assert over == written
    assert store.outbox.earliest() is None


def _end(store: Store, item: Sending, step: str) -> bool:
    """What became of one attempt; true when the row is over."""
    match step:
        case "sent":
            return store.outbox.sent(item, "$")
        case "dead":
            return store.outbox.dead(item, "no")
        case "retry":
            assert store.outbox.retry(item, item.lease_until, "busy")
        case "ambiguous":
            assert store.outbox.ambiguous(item, item.lease_until, "timeout")
    return False
