from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from storage.database import Database
from storage.outbox import Kind, Outgoing, Sending, State
from storage.outbox.tables import outbox
from storage.store import Store
from tests.storage.times import MINUTE, NOON, SECOND

LEASE = timedelta(seconds=30)
WORDS = Outgoing(
    room="caucus",
    kind="message",
    dedup="1",
    payload={"text": "opened"},
    group="g",
    thread="INC-1",
    platform="matrix",
)


def add(store: Store, *items: Outgoing) -> None:
    for item in items:
        store.outbox.add(item, NOON)


def claim(store: Store, after: timedelta = timedelta(0), limit: int = 20) -> list[Sending]:
    return store.outbox.claim(NOON + after, LEASE, limit)


def _add(item: Outgoing, store: Store) -> None:
    add(store, item)


def _sent(item: Sending, store: Store) -> bool:
    return store.outbox.sent(item, "$")


def numbered(count: int, item: Outgoing = WORDS) -> list[Outgoing]:
    return [replace(item, dedup=f"{item.room}:{n}") for n in range(count)]


async def test_a_row_is_claimed_as_it_was_written(database: Database) -> None:
    await database.run(lambda store: add(store, WORDS))
    [item] = await database.run(claim)
    assert (item.room, item.kind, item.thread) == ("caucus", Kind.MESSAGE, "INC-1")
    assert item.payload == {"text": "opened"}
    assert UUID(hex=item.txn_id).hex == item.txn_id  # Slack asks for it in this form
    assert not item.unclear


async def test_a_payload_is_sealed_and_blanked_once_sent(database: Database) -> None:
    def payload(store: Store) -> bytes | None:
        return store.connection.scalar(select(outbox.c.payload))

    await database.run(lambda store: add(store, WORDS))
    sealed = await database.run(payload)
    assert sealed is not None
    assert b"opened" not in sealed
    [item] = await database.run(claim)
    assert await database.run(lambda store: store.outbox.sent(item, "$9"))
    assert await database.run(payload) is None
    assert await database.run(lambda store: store.outbox.thread_of("caucus", "$9")) == "INC-1"


async def test_a_repeated_row_is_sent_once(database: Database) -> None:
    def twice(store: Store) -> list[int | None]:
        return [store.outbox.add(WORDS, NOON), store.outbox.add(WORDS, NOON)]

    first, second = await database.run(twice)
    assert first is not None
    assert second is None
    assert len(await database.run(claim)) == 1


async def test_only_the_head_of_a_thread_is_claimed(database: Database) -> None:
    other = replace(WORDS, dedup="other", thread="INC-2")
    await database.run(lambda store: add(store, *numbered(3), other))
    claimed = await database.run(claim)
    assert [item.dedup for item in claimed] == ["caucus:0", "other"]
    assert await database.run(claim) == []
    await database.run(lambda store: store.outbox.sent(claimed[0], "$1"))
    [second] = await database.run(claim)
    assert second.dedup == "caucus:1"


async def test_a_lease_that_runs_out_leaves_it_unclear(database: Database) -> None:
    await database.run(lambda store: add(store, WORDS))
    [first] = await database.run(claim)
    assert await database.run(lambda store: claim(store, LEASE - SECOND)) == []
    [second] = await database.run(lambda store: claim(store, LEASE))
    assert second.unclear
    assert second.txn_id == first.txn_id
    assert not await database.run(lambda store: store.outbox.sent(first, "$late"))
    assert await database.run(lambda store: store.outbox.sent(second, "$1"))


async def test_a_pause_counts_as_no_failure_and_what_was_unclear_stays_so(
    database: Database,
) -> None:
    await database.run(lambda store: add(store, WORDS))
    [item] = await database.run(claim)
    later = NOON + MINUTE
    await database.run(lambda store: store.outbox.ambiguous(item, later, "timeout"))
    assert await database.run(lambda store: store.outbox.waiting()) == {State.AMBIGUOUS: 1}
    [again] = await database.run(lambda store: claim(store, MINUTE))
    assert (again.attempts, again.unclear) == (1, True)
    await database.run(
        lambda store: store.outbox.retry(again, later + MINUTE, "429", failure=False)
    )
    assert await database.run(lambda store: store.outbox.earliest()) == later + MINUTE
    [third] = await database.run(lambda store: claim(store, MINUTE * 2))
    assert (third.attempts, third.unclear) == (1, True)


async def test_a_dead_row_lets_the_next_one_go_and_an_operator_may_revive_it(
    database: Database,
) -> None:
    await database.run(lambda store: add(store, *numbered(2)))
    [first] = await database.run(claim)
    await database.run(lambda store: store.outbox.dead(first, "M_FORBIDDEN"))
    [second] = await database.run(claim)
    assert second.dedup == "caucus:1"
    [letter] = await database.run(lambda store: store.letters.all())
    assert (letter.id, letter.error) == (first.id, "M_FORBIDDEN")
    await database.run(lambda store: store.outbox.sent(second, "$2"))
    assert await database.run(lambda store: store.letters.revive(letter.id, NOON))
    [revived] = await database.run(claim)
    assert revived.dedup == "caucus:0"
    assert revived.payload == {"text": "opened"}


async def test_a_dropped_row_is_never_sent_and_its_words_are_gone(database: Database) -> None:
    await database.run(lambda store: add(store, WORDS))
    [item] = await database.run(claim)
    assert not await database.run(lambda store: store.letters.drop(item.id))  # it is not dead
    await database.run(lambda store: store.outbox.dead(item, "M_FORBIDDEN"))
    assert await database.run(lambda store: store.letters.drop(item.id))
    assert await database.run(lambda store: store.letters.all()) == []
    assert not await database.run(lambda store: store.letters.revive(item.id, NOON))
    assert await database.run(claim) == []
    assert await database.run(lambda store: store.outbox.waiting()) == {}
    query = select(outbox.c.payload)
    assert await database.run(lambda store: store.connection.scalar(query)) is None
    # Its name stays taken: what was dropped is not said by a repeat.
    assert await database.run(lambda store: store.outbox.add(WORDS, NOON)) is None


async def test_nothing_is_claimed_for_a_place_that_asked_for_a_pause(database: Database) -> None:
    slack = replace(WORDS, room="slack-coord", platform="slack", dedup="s")
    await database.run(lambda store: add(store, WORDS, slack))
    await database.run(lambda store: store.outbox.pause("slack", NOON + MINUTE))
    await database.run(lambda store: store.outbox.pause("slack", NOON + SECOND))
    assert [item.platform for item in await database.run(claim)] == ["matrix"]
    await database.run(lambda store: store.outbox.pause("caucus", NOON + MINUTE * 9))
    late = await database.run(lambda store: claim(store, MINUTE))
    assert [item.platform for item in late] == ["slack"]


async def test_a_process_claims_only_for_the_platforms_it_serves(database: Database) -> None:
    slack = replace(WORDS, room="slack-coord", platform="slack", dedup="s")
    await database.run(lambda store: add(store, WORDS, slack))
    claimed = await database.run(
        lambda store: store.outbox.claim(NOON, LEASE, platforms=("slack",))
    )
    assert [item.platform for item in claimed] == ["slack"]


async def test_what_waits_for_the_morning_is_not_claimed_before(database: Database) -> None:
    await database.run(lambda store: store.outbox.add(WORDS, NOON + MINUTE))
    assert await database.run(claim) == []
    assert await database.run(lambda store: store.outbox.earliest()) == NOON + MINUTE
    assert len(await database.run(lambda store: claim(store, MINUTE))) == 1


async def test_a_sender_that_starts_again_takes_up_what_it_was_sending(database: Database) -> None:
    await database.run(lambda store: add(store, *numbered(2)))
    await database.run(claim)
    assert await database.run(lambda store: store.outbox.abandoned("another", NOON)) == 0
    assert await database.run(lambda store: store.outbox.abandoned("sender", NOON)) == 1
    [item] = await database.run(claim)
    assert (item.dedup, item.unclear) == ("caucus:0", True)
