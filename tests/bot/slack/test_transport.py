"""Nothing forged is read, nothing acknowledged is lost, whatever happens to the line."""

from __future__ import annotations

import asyncio
import io
import logging
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from bot.slack.settings import HTTP, SOCKET
from tests.bot.slack.conftest import EMILY, ROOM, NewBot
from tests.servers.slack import World
from tests.servers.slack.signing import signed
from tests.servers.slack.telling import EVENTS, body_of

ROOT = Path(__file__).parents[3]


def mention(world: World, words: str = "today") -> dict[str, object]:
    event = {
        "type": "app_mention",
        "user": EMILY.id,
        "channel": ROOM.id,
        "text": words,
        "ts": "1.2",
    }
    about = {"type": "event_callback", "team_id": world.team, "event_id": "Ev1"}
    return {**about, "event": event}


async def test_forged_and_stale_signatures_are_refused(world: World, bot: NewBot) -> None:
    ears = await bot(HTTP)
    body, _ = body_of(EVENTS, mention(world))
    right = signed(world.signing_secret, body)
    forged = {
        "of another secret": signed("another secret", body),
        "of other words": signed(world.signing_secret, body + b" "),
        "stale": signed(world.signing_secret, body, int(time.time()) - 600),
        "missing": {},
        "without its time": {"X-Slack-Signature": right["X-Slack-Signature"]},
    }
    for headers in forged.values():
        assert await world.teller.post(EVENTS, mention(world), headers) == 401
    assert ears.heard == []
    assert await world.teller.post(EVENTS, mention(world)) == 200
    assert len(ears.heard) == 1


async def test_a_command_that_speaks_of_a_payload_is_a_command(
    world: World, bot: NewBot, mode: str
) -> None:
    ears = await bot(mode)
    await world.person(EMILY.id).command("find payload=1 & {2}", ROOM.id)
    await ears.hears("!comity find payload=1 & {2}")


async def test_what_is_signed_but_cannot_be_read_is_refused(world: World, bot: NewBot) -> None:
    await bot(HTTP)
    assert world.teller.url is not None
    for body in (b"payload=[", b"{", b"payload=[1]"):
        headers = signed(world.signing_secret, body)
        async with world.http.post(world.teller.url, data=body, headers=headers) as answer:
            assert answer.status == 400
    stamped = {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=0"}
    assert await world.teller.post(EVENTS, mention(world), stamped) == 401


async def test_slack_verifies_the_address_with_a_challenge(world: World, bot: NewBot) -> None:
    await bot(HTTP)
    challenge = {"type": "url_verification", "challenge": "abc", "token": "x"}
    assert await world.teller.tell(EVENTS, challenge) == {"challenge": "abc"}
    assert await world.teller.post(EVENTS, challenge, {}) == 401


async def test_http_listens_on_the_loopback_alone(world: World, bot: NewBot) -> None:
    ears = await bot(HTTP)
    assert world.teller.url is not None
    assert ears.platform.door._host == "127.0.0.1"
    too_large = io.BytesIO(b"x" * 2**21)
    async with world.http.post(world.teller.url, data=too_large) as answer:
        assert answer.status == 413


async def test_a_socket_that_is_cut_is_opened_again_and_nothing_is_lost(
    world: World, bot: NewBot
) -> None:
    ears, emily = await bot(SOCKET), world.person(EMILY.id)
    world.links.drop()
    await emily.say(ROOM.id, "@Comity one")
    await ears.hears("!comity one")
    await world.links.connected(2)
    await world.links.refresh()
    await emily.say(ROOM.id, "@Comity two")
    await ears.hears("!comity two")
    await world.links.connected(2)
    await world.quiet()
    assert world.teller.unheard == []
    assert [one.text for one in ears.heard] == ["!comity one", "!comity two"]


async def test_what_is_heard_while_slack_asks_to_reconnect_is_acknowledged(
    world: World, bot: NewBot
) -> None:
    ears, emily = await bot(SOCKET), world.person(EMILY.id)
    one = world.links.open[0]
    await one.send_json({"type": "disconnect", "reason": "refresh_requested"})
    for number in range(6):
        await emily.command(f"n{number}", ROOM.id)
    assert [h.text for h in ears.heard] == [f"!comity n{number}" for number in range(6)]
    await world.links.connected(2)
    assert world.links.opened == 3


async def test_an_envelope_that_comes_twice_on_a_connection_is_answered_twice_before_it_ends(
    world: World, bot: NewBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ears, socket = await bot(SOCKET), world.links.open[0]
    envelope = {"envelope_id": "E1", "type": EVENTS}
    quick = mention(world) | {"event": {"type": "emoji_changed"}}
    async with ears._news, asyncio.timeout(60):  # what is heard is not kept as long as we hold this
        await socket.send_json(envelope | {"payload": mention(world)})
        while not ears.heard:
            await asyncio.sleep(0.01)
        assert await world.links.give(envelope | {"payload": quick}, 60, on=socket) is not None
        await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        while not [one for one in caplog.records if one.msg == "slack.socket.leaving"]:
            await asyncio.sleep(0.01)
        answer = asyncio.create_task(world.links.hears("E1", 60))
        await asyncio.sleep(0)
    assert await answer is not None


@pytest.mark.parametrize("where", ["before", "after"])
async def test_a_kill_around_the_receipt_neither_loses_nor_repeats_an_event(
    world: World, tmp_path: Path, where: str
) -> None:
    database = tmp_path / "receipts.db"
    world.teller.delays = (4.0,) * 15  # a machine may be slow to start another
    process = await a_slow_bot(world, database, where)
    saying = asyncio.create_task(world.person(EMILY.id).say(ROOM.id, "@Comity today"))
    assert process.stdout is not None
    assert await process.stdout.readline() == b"reached\n"
    process.kill()
    await process.wait()
    await saying
    later = await a_slow_bot(world, database, "never")
    await world.quiet()
    later.kill()
    await later.wait()
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT text FROM receipt").fetchall()
    connection.close()
    assert rows == [("!comity today",)]
    assert world.teller.unheard == []
    assert len(world.teller.told) > 1


async def a_slow_bot(world: World, database: Path, where: str) -> asyncio.subprocess.Process:
    about = (world.api_url, world.bot_token, world.signing_secret, world.team)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.slack.slow_bot"),
        *(*about, str(database), where),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    word, port = (await process.stdout.readline()).decode().split()
    assert word == "port"
    world.listens(f"http://127.0.0.1:{port}/slack/events")
    return process
