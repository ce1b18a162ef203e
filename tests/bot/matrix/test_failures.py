"""What a refusal, a limit or a lost answer becomes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot.demo.served import free_port
from bot.demo.synapse import Synapse
from bot.matrix.http import Homeserver
from bot.matrix.platform import MatrixPlatform
from bot.rooms import Busy, Impossible, Message, Unclear
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.ears import Ears, settings
from tests.bot.matrix.proxy import Door, door
from tests.bot.matrix.test_conversation import us


@pytest.fixture
async def broken(synapse: Synapse) -> AsyncIterator[Door]:
    async with door(synapse.url) as made:
        yield made


async def test_an_answer_that_is_lost_is_unclear_and_the_repeat_is_shown_once(
    bot: NewBot, person: NewPerson, broken: Door
) -> None:
    anna, ears = await person("anna"), await bot(homeserver=broken.url)
    room = await anna.room(us(ears))
    await ears.joined(room)
    await anna.waits_for(room, us(ears))
    lost = 0

    def lose(method: str, path: str) -> bool:
        nonlocal lost
        losing = method == "PUT" and "/send/" in path and lost < 2
        lost += losing
        return losing

    broken.lose = lose
    with pytest.raises(Unclear):  # aiohttp itself repeats a PUT once
        await ears.platform.send(room, Message("k", "Once.", ""))
    await ears.platform.send(room, Message("k", "Once.", ""))
    await ears.platform.send(room, Message("l", "Last.", ""))
    await anna.sees(room, lambda m: m.body == "Last.")
    assert [m.body for m in anna.seen(room)] == ["Once.", "Last."]


async def test_nothing_is_sent_while_the_keys_cannot_be_shared(
    bot: NewBot, person: NewPerson, broken: Door
) -> None:
    anna, ears = await person("anna"), await bot(homeserver=broken.url)
    room = await anna.room(us(ears))
    await ears.joined(room)
    broken.refuse = _down_at("/sendToDevice/")
    with pytest.raises(Unclear):
        await ears.platform.send(room, Message("m", "For you.", ""))
    broken.refuse = lambda _method, _path: None
    await ears.platform.send(room, Message("m", "For you.", ""))
    await anna.sees(room, lambda m: m.body == "For you." and m.sealed)


@pytest.mark.parametrize(
    ("status", "body", "becomes"),
    [
        (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1500}, Busy),
        (502, {}, Unclear),
        (403, {"errcode": "M_FORBIDDEN"}, Impossible),
        (413, {"errcode": "M_TOO_LARGE"}, Impossible),
        (401, {"errcode": "M_UNKNOWN_TOKEN"}, Busy),
    ],
)
async def test_each_refusal_says_whether_to_try_again(
    status: int, body: dict[str, object], becomes: type[Exception]
) -> None:
    async with door("http://127.0.0.1:1") as refusing:
        refusing.refuse = lambda _method, _path: web.json_response(body, status=status)
        server = Homeserver(refusing.url)
        with pytest.raises(becomes) as raised:
            await server.ask("PUT", "/anything", {})
        await server.close()
    assert server.contact.slow() == (status == 429)
    if isinstance(raised.value, Busy) and status == 429:
        assert raised.value.seconds == 1.5
    if isinstance(raised.value, Impossible):
        assert raised.value.code == body["errcode"]


async def test_where_nobody_listens_nothing_was_shown() -> None:
    server = Homeserver(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Busy):
        await server.ask("PUT", "/anything", {})
    await server.close()


async def test_a_start_that_failed_may_be_tried_again(
    person: NewPerson, synapse: Synapse, broken: Door, tmp_path: Path
) -> None:
    anna = await person("anna")
    account = synapse.register(anna.account[1:].partition(":")[0] + "-bot", "secret")
    ears = Ears(MatrixPlatform(settings(broken.url, account, tmp_path / "slow-start")))
    for part in ("/login", "/keys/upload", "/device_signing/upload", "/sync"):
        broken.refuse = _down_at(part)
        with pytest.raises((Busy, Unclear)):
            await ears.platform.start()
    broken.refuse = lambda _method, _path: None
    await ears.start()
    room = await anna.room(account)
    await ears.joined(room)
    assert not await ears.platform.shield()
    await ears.close()


def _down_at(part: str) -> Callable[[str, str], web.Response | None]:
    return lambda _, path: web.Response(status=502) if part in path else None


async def test_one_request_is_made_for_one_message(
    bot: NewBot, person: NewPerson, broken: Door
) -> None:
    """The homeserver is the bottleneck: no receipts, no typing, no second look."""
    anna, ears = await person("anna"), await bot(homeserver=broken.url)
    room = await anna.room(us(ears))
    await ears.joined(room)
    await ears.platform.send(room, Message("first", "Keys are shared with this one.", ""))
    broken.asked.clear()
    for number in range(5):
        await ears.platform.send(room, Message(str(number), "Words.", ""))
    asked = [path for _, path in broken.asked if not path.endswith("/sync")]
    assert len(asked) == 5
