"""The whole bot in Slack: as it is configured, over HTTP and over sockets."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo.slack.directory import channels, users
from bot.demo.slack.server import PROGRAM
from bot.demo.stage import DIRECTORY
from bot.rooms import SignedOut
from bot.run_command import NotReady, service_of
from bot.serve import Service
from bot.slack.platform import SlackPlatform
from bot.slack.settings import HTTP
from bot.steady import utc_now
from config.directory import read
from config.settings import DatabaseSettings, MatrixAccount, Settings, SlackAccount
from coordination.parties import Room
from storage.database import Database, migrate
from storage.directory.plan import apply, difference
from storage.keyring import keyring_at
from storage.store import Store
from tests.servers.slack import Channel, No, User, World, slack

ROOT = Path(__file__).parents[3]
DRAFT = "C0STATES"


@dataclass
class Running:
    """A bot that serves, and the workspace around it."""

    service: Service
    world: World
    task: asyncio.Task[None]


NewBot = Callable[..., Awaitable[Running]]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    if not PROGRAM.exists():
        pytest.skip("local-slack is for Linux on x86-64")
    people, rooms = await directory(tmp_path)
    async with slack(tmp_path / "slack", people, rooms) as made:
        yield made
        assert made.wrong == []


async def directory(folder: Path) -> tuple[list[User], list[Channel]]:
    """A database with the demonstration's directory, and the workspace it describes."""
    url = f"sqlite:///{folder / 'comity.db'}"
    await migrate(url)
    database = await Database.open(url, keyring_at(folder / "key"))
    entries = read(DIRECTORY, "localhost")

    def filled(store: Store) -> tuple[list[User], list[Channel]]:
        apply(difference(entries, store.directory), store.directory, utc_now())
        return users(store, utc_now()), channels(store, utc_now())

    found = await database.run(filled)
    await database.close()
    return found


PAGE = ("external_select",)
"""What the server's page cannot do: it asks nobody what may be picked."""


def install(world: World, mode: str, store: Path, lacks: tuple[str, ...] = PAGE) -> SlackAccount:
    return SlackAccount(
        team=world.team,
        bot_token=world.bot_token,
        app_token=world.app_token,
        signing_secret=world.signing_secret,
        mode=mode,
        port=0,
        api_url=world.api_url,
        store=store,
        lacks=lacks,
    )


async def hears(service: Service, world: World, mode: str) -> None:
    """Wait until the bot listens."""
    platform = service._platforms["slack"]
    assert isinstance(platform, SlackPlatform)
    if mode == HTTP:
        async with asyncio.timeout(20):
            await platform.door.open.wait()
        world.listens(f"http://127.0.0.1:{platform.door.port}/slack/events")
    else:
        await world.links.connected(2)


@pytest.fixture
async def bot(world: World, tmp_path: Path) -> AsyncIterator[NewBot]:
    running: list[Running] = []

    async def new(
        mode: str = HTTP, matrix: MatrixAccount | None = None, lacks: tuple[str, ...] = PAGE
    ) -> Running:
        given = DatabaseSettings(f"sqlite:///{tmp_path / 'comity.db'}", tmp_path / "key")
        account = install(world, mode, tmp_path / "tokens", lacks)
        service = await service_of(Settings(given, matrix or MatrixAccount(), account))
        try:
            await service.start("test")
        except SignedOut:
            await service.close()
            raise
        one = Running(service, world, asyncio.create_task(service.serve()))
        running.append(one)
        await hears(service, world, mode)
        return one

    yield new
    for one in running:
        one.task.cancel()
        with suppress(asyncio.CancelledError):
            await one.task
        await one.service.close()


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_command_is_answered_for_its_speaker_alone(
    world: World, bot: NewBot, mode: str
) -> None:
    await bot(mode)
    emily = world.person("U0CA1")
    await emily.command("incident list", DRAFT)
    seen = await emily.sees(DRAFT, lambda m: m.private)
    assert "incident" in seen.words.lower()
    assert all(not m.private for m in world.person("U0AU1").reads(DRAFT))


async def until_trusted(one: Running, room: Callable[[Store], Room | None], wanted: bool) -> None:
    """Wait until the directory trusts the room, or does not."""
    async with asyncio.timeout(20):
        while True:
            found = await one.service._database.run(room)
            if found is not None and found.remote and found.trusted is wanted:
                return
            await asyncio.sleep(0.05)


@pytest.mark.rule("T-11")
async def test_a_guest_in_a_channel_freezes_it_at_once(world: World, bot: NewBot) -> None:
    one = await bot(HTTP)

    def room(store: Store) -> Room | None:
        return store.directory.room_by_remote("slack", f"{world.team}:{DRAFT}")

    await world.page.until(lambda: world.calls[-1].method != "conversations.info", 10)
    await until_trusted(one, room, True)
    world.facts.guests.add("U0CA1")
    await world.happens("member_joined_channel", channel=DRAFT, user="U0CA1")
    await until_trusted(one, room, False)


@pytest.mark.rule("T-11")
async def test_who_becomes_a_guest_loses_the_own_channel_and_every_other_at_once(
    world: World, bot: NewBot
) -> None:
    one = await bot(HTTP)

    def room(store: Store) -> Room | None:
        return store.directory.room_by_remote("slack", f"{world.team}:{DRAFT}")

    def own(store: Store) -> Room | None:
        person = store.directory.person_of_account("slack", f"{world.team}:U0CA1")
        return store.directory.direct_room(person.id, "slack") if person else None

    await world.person("U0CA1").tell_bot("whoami")  # answered at night, too; a welcome waits
    await until_trusted(one, own, True)
    await until_trusted(one, room, True)
    await world.page.until(lambda: world.calls[-1].method != "conversations.info", 10)
    world.facts.guests.add("U0CA1")
    guest = {"id": "U0CA1", "team_id": world.team, "is_restricted": True}
    await world.happens("user_guest_status_changed", user=guest)
    await until_trusted(one, own, False)
    await until_trusted(one, room, False)


async def test_slack_serves_while_matrix_is_away(world: World, bot: NewBot, tmp_path: Path) -> None:
    nowhere = MatrixAccount("http://127.0.0.1:9", "@comity:localhost", "x", tmp_path / "matrix")
    await bot(HTTP, nowhere)
    emily = world.person("U0CA1")
    await emily.command("incident list", DRAFT)
    await emily.sees(DRAFT, lambda m: m.private)


async def test_a_bot_whose_token_slack_refuses_says_so_and_ends(world: World, bot: NewBot) -> None:
    world.spoil("auth.test", No("invalid_auth"), times=9)
    with pytest.raises(SignedOut, match="invalid_auth"):
        await bot(HTTP)


async def test_the_command_line_says_in_words_that_its_only_platform_refuses_the_bot(
    world: World, tmp_path: Path
) -> None:
    world.spoil("auth.test", No("token_revoked"), times=9)
    account = install(world, HTTP, tmp_path / "tokens")
    config = tmp_path / "comity.toml"
    keys = ("team", "bot_token", "signing_secret", "mode", "api_url")
    given = "".join(f'{key} = "{getattr(account, key)}"\n' for key in keys)
    config.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path / "comity.db"}"\nkey = "{tmp_path / "key"}"\n'
        f'[slack]\n{given}port = 0\nstore = "{account.store}"\n'
    )
    words = (sys.executable, "-m", "bot", "run", "--config", str(config))
    process = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stderr=PIPE)
    async with asyncio.timeout(60):
        _, said = await process.communicate()
    assert process.returncode == 2
    assert "refuses the bot (token_revoked)" in said.decode()
    assert "Traceback" not in said.decode()


async def test_settings_without_a_platform_are_not_ready(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="slack"):
        await service_of(Settings(DatabaseSettings(key=tmp_path / "key")))
