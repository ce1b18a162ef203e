"""Rooms that are not complete yet: half of their state is known, or nobody has signed in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from bot.demo.synapse import Synapse
from bot.rooms import Message, Nobody
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.test_conversation import us
from tests.stories.proxy import door


@pytest.mark.rule("T-11")
async def test_a_room_that_a_sync_brought_half_made_is_sealed_for_all_who_are_in_it(
    synapse: Synapse, bot: NewBot, person: NewPerson
) -> None:
    async with door(synapse.url) as gate:
        ears, anna = await bot(homeserver=gate.url), await person("anna")
        held = gate.hold_answer(lambda passing: passing.path.endswith("/createRoom"))
        making = asyncio.create_task(ears.platform.direct_room(anna.account))
        answer = (await held.caught()).answer
        assert answer is not None
        room = json.loads(answer)["room_id"]
        ours = {"type": "m.room.member", "state_key": us(ears), "content": {"membership": "join"}}
        ears.platform._joined._rooms.pop(room, None)
        ears.platform._joined.learn(room, [ours])  # as the first of two syncs would
        gate.release(held)
        assert await making == room
        await ears.platform.send(room, Message("k", "For you alone.", ""))
        await anna.join(room)
        assert (await anna.sees(room, lambda m: m.body == "For you alone.")).sealed
        assert await ears.platform.direct_room(anna.account) == room
        await ears.close()


async def test_a_message_waits_until_somebody_who_can_read_it_has_signed_in(
    synapse: Synapse, bot: NewBot, person: NewPerson, name: Callable[[str], str]
) -> None:
    ears = await bot()
    account = synapse.register(name("nadia"), "secret")
    room = await ears.platform.direct_room(account)
    welcome = Message("welcome", "Welcome.", "")
    with pytest.raises(Nobody):
        await ears.platform.send(room, welcome)
    nadia = await person("nadia")
    await nadia.join(room)
    await ears.platform.send(room, welcome)
    assert (await nadia.sees(room, lambda m: m.body == "Welcome.")).sealed
    assert not nadia._closed


async def test_a_shared_room_with_one_person_in_it_is_not_taken_for_a_direct_room(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna = await bot(), await person("anna")
    own = await ears.platform.make_room("Operators", "", (anna.account,))
    await anna.join(own)
    direct = await ears.platform.direct_room(anna.account)
    assert direct != own
    assert await ears.platform.direct_room(anna.account) == direct
