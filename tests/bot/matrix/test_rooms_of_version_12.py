"""Room version 12: ids without a server, creators without a power level, upgraded rooms."""

from __future__ import annotations

from pathlib import Path

from bot.demo.synapse import Synapse
from bot.matrix.http import Homeserver, path
from bot.matrix.platform import MatrixPlatform
from bot.matrix.settings import MatrixSettings
from bot.rooms import Message
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.ears import Ears, everybody
from tests.bot.matrix.test_conversation import us


async def test_the_bot_may_remove_from_a_room_that_it_made(bot: NewBot, person: NewPerson) -> None:
    """And what it says there from then on is not for the one who was removed."""
    ears, anna = await bot(), await person("anna")
    room = await ears.platform.direct_room(anna.account)
    await anna.join(room)
    await anna.say(room, "here")
    await ears.hears("here")
    assert ":" not in room, "Synapse's default is room version 12"
    await ears.platform.remove(room, anna.account)
    assert await ears.platform.direct_room(anna.account) != room


async def test_a_room_that_was_upgraded_is_heard_and_answered(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna = await bot(), await person("anna")
    old = await anna.room(us(ears), room_version="11")
    await ears.joined(old)
    server = Homeserver(anna._client.homeserver)
    server.token = anna._client.access_token
    answer = await server.ask("POST", path("rooms", old, "upgrade"), {"new_version": "12"})
    await server.close()
    room = str(answer["replacement_room"])
    await anna._knows(room)
    await anna._client.room_invite(room, us(ears))
    await ears.joined(room)
    await anna.waits_for(room, us(ears))
    await anna.say(room, "moved")
    assert (await ears.hears("moved")).room == room
    await ears.platform.send(room, Message("k", "Good.", ""))
    await anna.sees(room, lambda m: m.body == "Good." and m.sealed)


async def test_a_token_signs_in_as_well_as_a_password(
    synapse: Synapse, person: NewPerson, tmp_path: Path
) -> None:
    anna = await person("anna")
    account = synapse.register(anna.account[1:].partition(":")[0] + "-bot", "secret")
    server = Homeserver(synapse.url)
    who = {"type": "m.id.user", "user": account}
    proof = {"type": "m.login.password", "identifier": who, "password": "secret"}
    token = (await server.ask("POST", path("login"), proof))["access_token"]
    await server.close()
    config = MatrixSettings(
        homeserver=synapse.url, user=account, store=tmp_path / "token",
        pickle_key=b"k" * 32, known=everybody, token=token,
    )  # fmt: skip
    ears = Ears(MatrixPlatform(config))
    await ears.start()
    room = await anna.room(account)
    await ears.joined(room)
    await anna.waits_for(room, account)
    await anna.say(room, "hello")
    assert (await ears.hears("hello")).sent_at is None, "no homeserver's clock is trusted here"
    assert not await ears.platform.shield()
    await ears.close()
