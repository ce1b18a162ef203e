"""Restarts, gaps, crashes and failures: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path

import pytest

from bot.demo.synapse import Synapse
from bot.matrix.platform import MatrixPlatform
from bot.rooms import Busy, Message, SignedOut
from commands.heard import Incoming
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.ears import Ears, settings
from tests.bot.matrix.person import KEYLESS, MatrixPerson
from tests.bot.matrix.test_conversation import together, us

ROOT = Path(__file__).parents[3]


async def test_a_restart_keeps_the_device_and_hears_what_was_said_meanwhile(
    bot: NewBot, person: NewPerson, tmp_path: Path
) -> None:
    ears, anna, room = await together(bot, person)
    await ears.platform.send(room, Message("one", "One.", ""))
    session = (tmp_path / "comity" / "session.json").read_text()
    await anna.say(room, "before")
    await ears.hears("before")
    await ears.close()
    sent = [await anna.say(room, f"meanwhile {n}") for n in range(3)]

    later = await bot()
    await later.hears("meanwhile 2")
    assert (tmp_path / "comity" / "session.json").read_text() == session
    assert [i.event for i in later.heard if i.text != "before"] == sent
    await later.platform.send(room, Message("one", "One.", ""))
    await later.platform.send(room, Message("two", "Two.", ""))
    await anna.sees(room, lambda m: m.body == "Two.")
    assert [m.body for m in anna.seen(room) if m.sender == us(ears)] == ["One.", "Two."]


async def test_the_files_are_for_us_alone(bot: NewBot, tmp_path: Path) -> None:
    await bot()
    folder = tmp_path / "comity"
    assert folder.stat().st_mode & 0o777 == 0o700
    modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"session.json", "sync.json", "crypto.db", "cross-signing.json"} <= set(modes)


async def test_a_second_bot_on_the_same_device_is_refused(bot: NewBot) -> None:
    ears = await bot()
    second = MatrixPlatform(ears.platform._settings)
    with pytest.raises(BlockingIOError, match="another process"):
        await second.start()
    await second.close()


async def test_what_was_said_before_the_bot_came_is_not_read(
    bot: NewBot, person: NewPerson
) -> None:
    anna, ears = await person("anna"), await bot()
    room = await anna.room(encrypted=False)
    await anna.say(room, "long ago")
    await anna._client.room_invite(room, us(ears))
    await ears.joined(room)
    await anna.say(room, "now")
    await ears.hears("now")
    assert [i.text for i in ears.heard] == ["now"]


@pytest.mark.timeout(240)
async def test_a_gap_of_four_hundred_messages_is_filled_completely(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    await anna.say(room, "before")
    await ears.hears("before")
    await ears.close()
    sent = await in_burst(anna, room, 400)

    later = await bot()
    await later.hears("command 399", timeout=60)
    heard = [i.event for i in later.heard if i.text.startswith("command")]
    assert len(heard) == 400
    assert set(heard) == set(sent)
    assert not later.unreadable


async def in_burst(anna: MatrixPerson, room: str, count: int) -> list[str]:
    """The last one is said when all others are."""
    gate = asyncio.Semaphore(8)

    async def say(number: int) -> str:
        async with gate:
            return await anna.say(room, f"command {number}")

    first = await say(0)
    rest = await asyncio.gather(*(say(n) for n in range(1, count - 1)))
    return [first, *rest, await say(count - 1)]


async def test_a_receipt_that_fails_is_tried_again_and_holds_up_nobody_else(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    boris = await person("boris")
    await ears.platform.invite(room, boris.account)
    await boris.join(room)
    await anna.waits_for(room, boris.account)
    failures = 0

    def fail(incoming: Incoming) -> bool:
        nonlocal failures
        lucky = any(i.text == "lucky" for i in ears.heard)
        failing = incoming.text == "unlucky" and not lucky
        failures += failing
        return failing

    ears.fail = fail
    await anna.say(room, "unlucky")
    await anna.say(room, "after it")
    await boris.say(room, "lucky")
    await ears.hears("after it")
    texts = [i.text for i in ears.heard]
    assert failures
    assert texts.index("lucky") < texts.index("unlucky") < texts.index("after it")
    assert len(texts) == 3


async def test_a_message_without_its_key_is_told_of_and_not_dropped(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    event = await anna.puts(room, "m.room.encrypted", KEYLESS)
    await anna.say(room, "readable")
    assert await ears.cannot_read(event) == (room, event, anna.account)
    await ears.hears("readable")


async def test_clear_text_in_an_encrypted_room_is_not_obeyed(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    clear = {"msgtype": "m.text", "body": "!poll close"}
    event = await anna.puts(room, "m.room.message", clear)
    await ears.cannot_read(event)
    assert not ears.heard


async def test_a_token_that_is_unknown_ends_it_loudly(bot: NewBot, person: NewPerson) -> None:
    ears, _, room = await together(bot, person)
    await ears.platform._server.ask("POST", "/_matrix/client/v3/logout", {})
    assert isinstance(await ears.ended(), SignedOut)
    with pytest.raises(Busy):
        await ears.platform.send(room, Message("k", "Hello?", ""))


@pytest.mark.timeout(240)
async def test_killed_while_it_makes_receipts_it_loses_nothing_and_repeats_by_event_id(
    bot: NewBot, person: NewPerson, tmp_path: Path
) -> None:
    ears, anna, room = await together(bot, person)
    await ears.close()
    config = ears.platform._settings
    database = tmp_path / "receipts.db"
    where = (config.homeserver, config.user, str(config.store), str(database))
    expected = []
    for turn in range(3):
        process = await a_slow_bot(*where)
        assert process.stdout is not None
        expected += [await anna.say(room, f"command {turn} {n}") for n in range(4)]
        assert (await process.stdout.readline()).startswith(b"handling")
        if turn:  # at another point each time: before, between and after receipts
            await asyncio.sleep(0.15 * turn)
        process.kill()
        await process.wait()

    later = await bot()
    await later.hears("command 2 3")
    with sqlite3.connect(database) as connection:
        done = [row[0] for row in connection.execute("SELECT event FROM receipt")]
    connection.close()
    handed_again = [i.event for i in later.heard]
    assert len(done) == len(set(done))
    assert set(done) | set(handed_again) == set(expected)


async def a_slow_bot(*where: str) -> asyncio.subprocess.Process:
    child = (sys.executable, "-m", "tests.bot.matrix.slow_bot")
    process = await asyncio.create_subprocess_exec(
        *child, *where, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process


async def test_a_homeserver_that_dies_and_comes_back_is_waited_for(
    tmp_path: Path, server_data: Path
) -> None:
    with Synapse(server_data / "mortal") as homeserver:
        account = homeserver.register("comity", "secret")
        anna = await MatrixPerson.login(
            homeserver.url, homeserver.register("anna", "secret"), "secret", listening=False
        )
        ears = Ears(MatrixPlatform(settings(homeserver.url, account, tmp_path / "mortal")))
        await ears.start()
        room = await anna.room(account)
        await ears.joined(room)
        await anna.refresh()
        await asyncio.to_thread(homeserver.kill)
        with pytest.raises(Busy):
            await ears.platform.send(room, Message("k", "Still here.", ""))
        await asyncio.to_thread(homeserver.start)
        await anna.say(room, "back")
        await ears.hears("back", timeout=40)
        await ears.platform.send(room, Message("k", "Still here.", ""))
        await anna.sees(room, lambda m: m.body == "Still here.")
        await ears.close()
        await anna.close()
