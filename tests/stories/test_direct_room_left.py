"""Whoever leaves the room with the bot is asked back into it before anything is said there."""

from __future__ import annotations

import pytest

from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT, Delegate

pytestmark = pytest.mark.xdist_group("synapse")


async def leaves(person: Delegate) -> str:
    """The person leaves the room with the bot; gives that room, once the bot knows."""
    room = person.rooms.pop(DIRECT)
    before = len(person._bot.log)
    await person.client._client.room_leave(room)
    await person._bot.logs("matrix.security", since=before)
    return room


async def asked_back(person: Delegate) -> str:
    """Wait for the bot's invitation and accept it; gives the room."""
    room = await person.client.invitation(person._bot.account)
    await person.client.join(room)
    person.rooms[DIRECT] = room
    return room


async def test_who_left_the_room_with_the_bot_is_asked_back_and_reads_what_was_said_meanwhile(
    town: NewTown,
) -> None:
    here = await town("draft")
    noor, anouk = await here.gather("nl1", "anouk", room="draft")
    await noor.says("draft", "!whoami")
    await noor.hears("You are Noor")
    left = await leaves(noor)
    incident = await anouk.makes("draft", "!incident open XV past now=yes Two numbers", "INC")
    await anouk.says("draft", f"!incident consult {incident}")
    await noor.says("draft", "!whoami")
    assert await asked_back(noor) == left
    await noor.hears(lambda m: "You are Noor" in m.body and m in noor.told()[1:])
    await noor.answered(await noor.says(DIRECT, "timezone Europe/Rome"))
    assert not noor.unread


async def test_who_put_the_bot_out_of_their_room_is_asked_into_another(town: NewTown) -> None:
    here = await town("draft")
    noor = await here.delegate("nl1", "draft")
    await noor.asks_in_private("whoami")
    await noor.hears("You are Noor")
    own = noor.rooms.pop(DIRECT)
    before = len(here.bot.log)
    await noor.client._client.room_kick(own, here.bot.account)
    await here.bot.logs("matrix.security", since=before)
    await noor.says("draft", "!timezone Europe/Rome")
    assert await asked_back(noor) != own
    await noor.hears("Europe/Rome")
    assert not noor.unread
