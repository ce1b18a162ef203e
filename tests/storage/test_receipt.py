from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event, select

from storage.database import Database
from storage.receipt import Kept, receipt
from storage.store import Store
from tests.storage.times import MINUTE, NOON, SECOND


@dataclass(frozen=True)
class Said:
    platform: str = "matrix"
    event: str = "$1"
    account: str = "@anouk:example.org"
    room: str = "!room"
    text: str = "poll vote POL-1 yes"
    sent_at: datetime | None = NOON - SECOND
    thread: str | None = "$root"
    replaces: str | None = None
    answers: str | None = None
    direct: bool = True
    unseen: bool = False


async def test_what_was_heard_comes_back_as_it_was(database: Database) -> None:
    said = Said(replaces="$0", answers="$9", text="Zoë: naïve\n“quoted”")
    kept = await database.run(lambda store: store.receipts.add(said, NOON))
    assert kept.number == 1
    found = await database.run(lambda store: store.receipts.next())
    assert found is not None
    assert (found.source, found.event_id, found.text) == ("matrix", "$1", said.text)
    assert (found.received_at, found.sent_at) == (NOON, NOON - SECOND)
    assert (found.thread, found.replaces, found.answers, found.direct) == (
        "$root",
        "$0",
        "$9",
        True,
    )


async def test_half_a_surrogate_pair_stops_nobody(database: Database) -> None:
    await database.run(lambda store: store.receipts.add(replace(Said(), text="a\ud800b"), NOON))
    found = await database.run(lambda store: store.receipts.next())
    assert found is not None
    assert found.text == "a?b"


async def test_a_text_is_never_stored_in_clear(database: Database) -> None:
    await database.run(lambda store: store.receipts.add(Said(), NOON))
    row = await database.run(lambda store: store.connection.execute(select(receipt)).one())
    assert b"POL-1" not in row.text


async def test_performing_blanks_the_text_and_keeps_the_outcome(database: Database) -> None:
    await database.run(lambda store: store.receipts.add(Said(), NOON, "text"))
    await database.run(lambda store: store.receipts.performed(1, "done", NOON + SECOND))
    row = await database.run(lambda store: store.connection.execute(select(receipt)).one())
    assert row.text is None
    found = await database.run(lambda store: store.receipts.by_event("matrix", "$1"))
    assert found is not None
    assert (found.text, found.rule, found.outcome) == ("", "text", "done")
    assert await database.run(lambda store: store.receipts.next()) is None


@pytest.mark.rule("DR-11")
async def test_a_closing_waits_for_what_was_received_before_it(database: Database) -> None:
    await database.run(lambda store: store.receipts.add(Said(), NOON))

    assert await database.run(lambda store: store.receipts.waiting_since()) == NOON
    await database.run(lambda store: store.receipts.performed(1, "done", NOON))
    assert await database.run(lambda store: store.receipts.waiting_since()) is None


async def test_events_heard_at_once_are_each_kept_once(database: Database) -> None:
    said = [replace(Said(), event=f"${n % 10}") for n in range(30)]
    kept = await asyncio.gather(*(database.run(partial(_add, one)) for one in said))
    assert len([one for one in kept if one.number is not None]) == 10


@contextmanager
def executed() -> Iterator[list[str]]:
    """The statements of every connection, as they come."""
    statements: list[str] = []

    def added(_: Connection, clause: object, *__: object) -> None:
        statements.append(str(clause))

    event.listen(Engine, "before_execute", added)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_execute", added)


async def test_what_one_transaction_heard_is_numbered_in_order_and_repeats_alone_are_not(
    database: Database,
) -> None:
    before = await database.run(partial(_add, replace(Said(), event="$3")))
    events = [f"${n}" for n in (*range(40), 7, 39)]

    def work(store: Store) -> list[Kept]:
        return [_add(replace(Said(), event=event, text=event), store) for event in events]

    with executed() as statements:
        kept = await database.run(work)
    numbers = {name: one.number for name, one in zip(events[:40], kept, strict=False)}
    assert [name for name, number in numbers.items() if number is None] == ["$3"]
    assert [one.number for one in kept[40:]] == [None, None]
    numbers["$3"] = before.number
    found = await database.run(
        lambda store: [store.receipts.by_event("matrix", e) for e in numbers]
    )
    assert [one and one.seq for one in found] == list(numbers.values())
    assert [one and one.text for one in found] == [
        name if name != "$3" else Said().text for name in numbers
    ]
    later = [number for name, number in numbers.items() if name != "$3" and number]
    assert len(later) == 39
    assert later == sorted(later)
    assert len([one for one in statements if "INSERT INTO receipt" in one]) < 5


async def test_two_performers_never_perform_the_same(postgres_database: Database) -> None:
    for number in range(12):
        said = replace(Said(), event=f"${number}")
        await postgres_database.run(partial(_add, said))
    order: list[int] = []

    def work(store: Store) -> bool:
        found = store.receipts.next()
        if found is not None:
            order.append(found.seq)
            store.receipts.performed(found.seq, "done", NOON)
        return found is not None

    async def perform() -> None:
        while await postgres_database.run(work):
            pass

    await asyncio.gather(perform(), perform(), perform())
    assert order == sorted(set(order))
    assert len(order) == 12


def _add(said: Said, store: Store) -> Kept:
    return store.receipts.add(said, NOON)


heard = st.lists(st.tuples(st.sampled_from(["matrix", "slack"]), st.integers(0, 5)), max_size=20)


@pytest.mark.hypothesis
async def test_a_repeat_never_acts_twice_and_nothing_is_passed_by(database: Database) -> None:
    """Whatever is heard however often, each event is performed once, in order of receipt."""

    def work(store: Store) -> None:
        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(heard, st.data())
        def check(events: list[tuple[str, int]], data: st.DataObject) -> None:
            with store.undone():
                performed = []
                for platform, number in events:
                    said = replace(Said(), platform=platform, event=str(number))
                    store.receipts.add(said, NOON)
                    if data.draw(st.booleans()):
                        performed += _perform(store)
                while one := _perform(store):
                    performed += one
                assert performed == list(dict.fromkeys((p, str(n)) for p, n in events))

        check()

    await database.run(work)


def _perform(store: Store) -> list[tuple[str, str]]:
    found = store.receipts.next()
    if found is None:
        return []
    store.receipts.performed(found.seq, "done", NOON)
    return [(found.source, found.event_id)]


@pytest.mark.rule("DR-11")
async def test_processes_whose_clocks_differ_a_little_receive_in_one_order(
    postgres_database: Database,
) -> None:
    def work(store: Store) -> list[datetime]:
        for number, at in enumerate((NOON, NOON - SECOND, NOON - 60 * MINUTE)):
            store.receipts.add(Said(event=f"${number}"), at)
        rows = store.connection.scalars(select(receipt.c.received_at).order_by(receipt.c.seq))
        return list(rows)

    # An hour is no small difference: such a clock is wrong, and operators are told of it.
    assert await postgres_database.run(work) == [NOON, NOON, NOON - 60 * MINUTE]
