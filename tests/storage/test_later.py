"""What waits to be written together is there for whoever looks, and undone with its savepoint."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from storage.database import Database
from storage.store import Store
from tests.storage.test_ask import VOTE
from tests.storage.test_outbox import WORDS, numbered
from tests.storage.times import NOON

LEASE = timedelta(minutes=1)


async def test_an_undone_savepoint_takes_only_its_own_rows_with_it(database: Database) -> None:
    def work(store: Store) -> None:
        store.audit.append("INC-1", "g", {"number": 1}, NOON)
        store.asks.open(VOTE)
        with store.undone():
            store.audit.append("INC-1", "g", {"number": "undone"}, NOON)
            store.asks.close(VOTE.key, None, NOON)
            # To look writes everything, also what was added before: it is undone with the rest.
            assert store.asks.of(VOTE.person) == []
            assert len(store.audit.entries("INC-1")) == 2
        store.audit.append("INC-1", "g", {"number": 2}, NOON)

    await database.run(work)
    entries = await database.run(lambda store: store.audit.entries("INC-1"))
    assert [(one.seq, one.entry["number"]) for one in entries] == [(1, 1), (2, 2)]
    assert await database.run(lambda store: list(store.audit.verify())) == []
    assert await database.run(lambda store: store.asks.of(VOTE.person)) == [VOTE]


async def test_rows_that_are_written_together_keep_the_order_of_their_lanes(
    database: Database,
) -> None:
    first, *others = numbered(6, WORDS)
    elsewhere = replace(WORDS, room="other", dedup="other")

    def work(store: Store) -> None:
        store.outbox.add(first, NOON)
        for item in (others[0], elsewhere, *others[1:4]):
            store.outbox.add_new(item, NOON)
        assert store.outbox.add(others[4], NOON) is not None

    await database.run(work)
    shown = []
    while claimed := await database.run(lambda store: store.outbox.claim(NOON, LEASE)):
        for item in claimed:
            shown.append(item.dedup)
            await database.run(lambda store, item=item: store.outbox.sent(item, "$"))  # type: ignore[misc]
    shown.remove("other")
    assert shown == [item.dedup for item in (first, *others)]


async def test_what_is_added_twice_in_one_transaction_is_sent_once(database: Database) -> None:
    def work(store: Store) -> None:
        for _ in range(2):
            store.outbox.add_new(WORDS, NOON)

    await database.run(work)
    [item] = await database.run(lambda store: store.outbox.claim(NOON, LEASE))
    assert await database.run(lambda store: store.outbox.sent(item, "$"))
    assert await database.run(lambda store: store.outbox.claim(NOON, LEASE)) == []
