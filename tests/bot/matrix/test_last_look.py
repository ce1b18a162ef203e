"""The last look before something is shown: what is not for everybody enters no open room."""

from __future__ import annotations

import asyncio

import pytest

from bot.demo.synapse import Synapse
from bot.rooms import Attachment, Impossible, Message, Nobody
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.ears import Ears
from tests.bot.matrix.test_conversation import together, us
from tests.stories.proxy import door

AMBER, CLEAR = "TLP:AMBER", "TLP:CLEAR"


async def shown(ears: Ears, room: str, message: Message) -> None:
    """Show it as soon as the platform takes it."""
    async with asyncio.timeout(40):
        while True:
            try:
                await ears.platform.send(room, message)
            except Nobody as wait:
                await asyncio.sleep(wait.seconds)
            else:
                return


@pytest.mark.rule("T-11")
async def test_only_what_is_for_everybody_enters_a_room_that_is_not_encrypted(
    synapse: Synapse, bot: NewBot, person: NewPerson
) -> None:
    async with door(synapse.url) as gate:
        ears, anna = await bot(homeserver=gate.url), await person("anna")
        room = await anna.room(us(ears), encrypted=False)
        await ears.joined(room)
        card = await ears.platform.send(room, Message("c", "For everybody.", "", label=CLEAR))
        gate.asked.clear()
        with pytest.raises(Impossible, match="not_encrypted"):
            await ears.platform.send(room, Message("k", "Of Valdora.", "", label=AMBER))
        with pytest.raises(Impossible, match="not_encrypted"):
            await ears.platform.edit(room, card, Message("e", "Of Valdora.", "", label=AMBER))
        paper = Attachment("f", "a.txt", "text/plain", b"Of Valdora.", "A paper.", label=AMBER)
        with pytest.raises(Impossible, match="not_encrypted"):
            await ears.platform.file(room, paper)
        assert not [path for method, path in gate.asked if method in ("PUT", "POST")]
        await ears.platform.send(room, Message("l", "For everybody too.", "", label=CLEAR))
        await anna.sees(room, lambda m: m.body == "For everybody too.")
        assert not [seen for seen in anna.seen(room) if "Valdora" in seen.body]


@pytest.mark.rule("T-11")
async def test_what_is_not_for_everybody_waits_until_it_is_known_whether_who_came_in_may_read_it(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    eve = await person("eve")
    ears.looks.clear()
    await anna._client.room_invite(room, eve.account)
    while eve.account not in (await ears.platform.security(room)).present:
        await asyncio.sleep(0.05)
    with pytest.raises(Nobody):
        await ears.platform.send(room, Message("k", "Of Valdora.", "", label=AMBER))
    await ears.platform.send(room, Message("l", "For everybody.", "", label=CLEAR))
    await anna.sees(room, lambda m: m.body == "For everybody.")
    assert not [seen for seen in anna.seen(room) if "Valdora" in seen.body]
    ears.looks.set()
    await shown(ears, room, Message("k", "Of Valdora.", "", label=AMBER))
    assert eve.account in ears.changes[-1][1].present
    await anna.sees(room, lambda m: m.body == "Of Valdora.")


@pytest.mark.rule("T-11")
async def test_a_room_that_became_encrypted_without_our_knowing_is_asked_first(
    synapse: Synapse, bot: NewBot, person: NewPerson
) -> None:
    async with door(synapse.url) as gate:
        ears, anna = await bot(homeserver=gate.url), await person("anna")
        room = await anna.room(us(ears), encrypted=False)
        await ears.learns(room, "room.not_encrypted")
        held = gate.hold_answer(lambda passing: passing.path.endswith("/sync"))
        await anna.change(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
        await held.caught()
        with pytest.raises(Nobody):  # it is encrypted, as nobody has looked at yet
            await ears.platform.send(room, Message("k", "Of Valdora.", "", label=AMBER))
        gate.release(held)
        await shown(ears, room, Message("k", "Of Valdora.", "", label=AMBER))
        assert (await anna.sees(room, lambda m: m.body == "Of Valdora.")).sealed
