"""A private room is one person's: nobody else speaks there, and reading a line moves nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from commands.forming import opening
from commands.heard import Incoming
from commands.speaker import recognise
from coordination.parties import Room
from storage.directory.rooms import BY_HAND
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


@pytest.mark.rule("T-11")
@pytest.mark.parametrize(
    ("reason", "trusted"), [("room.stranger", True), ("room.not_joined", True), (BY_HAND, False)]
)
async def test_another_private_room_is_trusted_anew_unless_somebody_froze_it_by_hand(
    drill: Drill, reason: str, trusted: bool
) -> None:
    def frozen(store: Store) -> None:
        store.directory.note_security("direct:nl1", (reason,))
        store.directory.set_trusted("direct:nl1", trusted=False, reason=reason, at=START)

    await drill.runtime.database.run(frozen)
    again = Incoming("matrix", "e1", "@nl1:localhost", "direct:nl1", "whoami", None, direct=True)
    await drill.runtime.say(again)
    assert not (await drill.runtime.database.run(own)).trusted
    await drill.runtime.say(again._replace(event="e2", room="!other"))
    room = await drill.runtime.database.run(own)
    assert (room.remote, room.trusted) == ("!other", trusted)
    assert bool([one for one in drill.texts("!other") if "You are" in one]) == trusted


def own(store: Store) -> Room:
    """The private room of nl1."""
    return store.directory.direct_room("nl1", "matrix")


@pytest.mark.rule("T-10", "T-11")
@pytest.mark.parametrize("text", ["incident open XV both now=yes Marigold", "whoami"])
async def test_in_a_private_room_that_lost_its_trust_its_person_hears_why_and_what_to_do(
    drill: Drill, text: str
) -> None:
    def frozen(store: Store) -> None:
        store.directory.set_trusted(
            "direct:it1", trusted=False, reason="room.stranger", at=drill.now
        )

    await drill.runtime.database.run(frozen)
    await drill.say("it1", "direct", text)
    told = drill.texts("direct:it1")[-1]
    assert "somebody is in it whom the directory does not put there" in told
    assert "Please write to me in an encrypted room with nobody else in it." in told
    assert ("Not taken" in told) == ("Marigold" in text)
    assert "Marigold" not in told
