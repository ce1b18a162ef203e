from __future__ import annotations

from dataclasses import replace
from functools import partial

from coordination.tlp import Tlp
from storage.ask import OpenAsk
from storage.database import Database
from storage.store import Store
from tests.storage.times import NOON, SECOND


def _open(ask: OpenAsk, store: Store) -> None:
    store.asks.open(ask)


VOTE = OpenAsk("ballot:POL-1", "anouk", "poll vote POL-1", {"title": "Vote"}, Tlp.GREEN, NOON)


async def test_a_person_has_what_was_asked_oldest_first(database: Database) -> None:
    later = replace(VOTE, key="ballot:POL-0", asked_at=NOON + SECOND)
    other = replace(VOTE, person="marco")
    for ask in (later, VOTE, other):
        await database.run(partial(_open, ask))
    assert await database.run(lambda store: store.asks.of("anouk")) == [VOTE, later]
    assert await database.run(lambda store: store.asks.about(VOTE.key)) == [VOTE, other]


async def test_asked_again_it_is_one_and_open(database: Database) -> None:
    await database.run(lambda store: store.asks.open(VOTE))
    await database.run(lambda store: store.asks.close(VOTE.key, "anouk", NOON))
    assert await database.run(lambda store: store.asks.of("anouk")) == []
    again = replace(VOTE, page={"title": "Vote again"}, asked_at=NOON + SECOND)
    await database.run(lambda store: store.asks.open(again))
    assert await database.run(lambda store: store.asks.of("anouk")) == [again]


async def test_a_reply_finds_the_ask_until_it_is_closed(database: Database) -> None:
    await database.run(lambda store: store.asks.open(VOTE))
    await database.run(lambda store: store.asks.shown(VOTE.key, "anouk", "!direct", "$5", 7))
    found = await database.run(lambda store: store.asks.get(VOTE.key, "anouk"))
    assert found == replace(VOTE, room="!direct", remote_id="$5", heard=7)
    await database.run(lambda store: store.asks.close(VOTE.key, None, NOON))
    assert await database.run(lambda store: store.asks.get(VOTE.key, "anouk")) is None


async def test_closing_one_persons_ask_leaves_the_others(database: Database) -> None:
    for person in ("anouk", "marco"):
        ask = replace(VOTE, person=person)
        await database.run(partial(_open, ask))
    await database.run(lambda store: store.asks.close(VOTE.key, "anouk", NOON))
    assert await database.run(lambda store: store.asks.of("anouk")) == []
    assert len(await database.run(lambda store: store.asks.of("marco"))) == 1
