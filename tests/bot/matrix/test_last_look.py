"""The last look before something is shown: what is not for everybody enters no open room."""

from __future__ import annotations

import pytest

from bot.demo.synapse import Synapse
from bot.rooms import Attachment, Impossible, Message
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.test_conversation import us
from tests.stories.proxy import door

AMBER, CLEAR = "TLP:AMBER", "TLP:CLEAR"


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
        await ears.platform.send(room, Message("k", "Of Valdora.", "", label=AMBER))
        assert (await anna.sees(room, lambda m: m.body == "Of Valdora.")).sealed
        gate.release(held)
