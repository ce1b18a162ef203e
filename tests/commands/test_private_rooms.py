"""A private room is one person's: nobody else speaks there, and reading a line moves nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from commands.forming import opening
from commands.heard import Incoming
from commands.speaker import recognise
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.forming.filling import LIVE

OWN, ELSE = "T0COMITY:D0OWN", "T0COMITY:D0ELSE"


def accounts(store: Store, *people: str) -> list[str]:
    return [store.directory.account_of(person, "slack") or "" for person in people]


@pytest.mark.rule("T-11")
async def test_in_the_private_room_of_another_nobody_speaks(drill: Drill) -> None:
    def work(store: Store) -> None:
        store.directory.remember_remote("direct:ca1@slack", OWN)
        hers, his = accounts(store, "ca1", "au1")
        found = recognise(store, "slack", hers, OWN, True)
        assert found is not None
        assert found.room.person == "ca1"
        assert recognise(store, "slack", his, OWN, True) is None
        assert recognise(store, "slack", his, OWN, False) is None

    await drill.runtime.database.run(work)


@pytest.mark.rule("T-11")
async def test_to_open_a_form_does_not_move_a_private_room(drill: Drill) -> None:
    def work(store: Store) -> None:
        store.directory.remember_remote("direct:ca1@slack", OWN)
        hers = accounts(store, "ca1")[0]
        line = Incoming("slack", "e", hers, ELSE, "incident open", START, direct=True)
        assert opening(store, line, LIVE, START + timedelta(seconds=1)) is not None
        assert store.directory.room_by_remote("slack", ELSE) is None
        assert store.directory.direct_room("ca1", "slack").remote == OWN

    await drill.runtime.database.run(work)
