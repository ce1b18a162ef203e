from __future__ import annotations

from datetime import timedelta

import pytest

from coordination.tlp import Tlp
from storage.database import Database
from storage.store import Store
from tests.storage.times import NOON, SECOND

KEY, ROOM = "incident:INC-1", "caucus"
WAIT = timedelta(seconds=3)


def touch(store: Store, after: timedelta = timedelta(0)) -> bool:
    return store.cards.touch(KEY, {ROOM}, Tlp.AMBER, NOON + after) == {ROOM}


async def test_a_card_is_new_once_in_each_room(database: Database) -> None:
    assert await database.run(touch)
    assert not await database.run(touch)
    both = {ROOM, "other"}
    new = await database.run(lambda store: store.cards.touch(KEY, both, Tlp.CLEAR, NOON))
    assert new == {"other"}
    assert await database.run(lambda store: store.cards.remote(KEY, ROOM)) is None
    assert await database.run(lambda store: store.cards.dirty(NOON, -WAIT)) == []


async def test_changes_are_gathered_and_the_last_is_always_shown(database: Database) -> None:
    await database.run(touch)
    await database.run(lambda store: store.cards.shown(KEY, ROOM, "$1", 1))
    assert await database.run(lambda store: store.cards.next_at()) is None
    await database.run(lambda store: [touch(store, SECOND * second) for second in (1, 2, 3)])
    assert await database.run(lambda store: store.cards.dirty(NOON + SECOND * 3, WAIT)) == []
    [card] = await database.run(lambda store: store.cards.dirty(NOON + SECOND * 4, WAIT))
    assert (card.version, card.shown_version, card.remote_id) == (4, 1, "$1")
    await database.run(lambda store: touch(store, SECOND * 5))
    await database.run(lambda store: store.cards.shown(KEY, ROOM, "$1", card.version))
    [newer] = await database.run(lambda store: store.cards.dirty(NOON + SECOND * 9, WAIT))
    assert (newer.version, newer.shown_version) == (5, 4)
    await database.run(lambda store: store.cards.shown(KEY, ROOM, "$1", newer.version))
    assert await database.run(lambda store: store.cards.dirty(NOON + SECOND * 99, WAIT)) == []
    assert await database.run(lambda store: store.cards.next_at()) is None


async def test_a_card_that_was_rolled_back_is_new_again(database: Database) -> None:
    def rolled_back(store: Store) -> None:
        with store.undone():
            assert touch(store)
            assert not touch(store)
        assert touch(store)
        assert not touch(store)
        raise LookupError

    with pytest.raises(LookupError):
        await database.run(rolled_back)
    assert await database.run(touch)
    assert not await database.run(touch)
