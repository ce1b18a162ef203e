"""Rooms are made once, and nobody is asked into one that we are not in."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.furnish import Furnish
from bot.recording import Recording
from bot.rooms import Impossible, Platform, Security
from bot.slack.facts import NOT_JOINED
from commands.deployment import Deployment
from config.directory import read
from storage.database import Database, migrate
from storage.directory.plan import apply, difference
from storage.keyring import keyring_at

AT = datetime(2026, 3, 9, 9, tzinfo=UTC)
US = "@comity:localhost"
DEMO = Path("config/demo/directory.toml")


class Slow(Recording):
    """A platform that takes a while to make a room, and gives each one a name of its own."""

    def __init__(self) -> None:
        super().__init__("matrix", lambda _: None)
        self.made: list[str] = []
        self.invited = 0
        self.away = False
        self.present: dict[str, set[str]] = {}
        self.looks: list[tuple[str, Security]] = []
        self.late: dict[str, Security] = {}
        """What is known without asking, where news is on its way."""

    async def make_room(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        self.made.append(name)
        await asyncio.sleep(0)
        remote = f"!{len(self.made)}:localhost"
        self.present[remote] = {US, *accounts}
        return remote

    async def invite(self, room: str, account: str) -> None:
        self.invited += 1
        if self.away:
            raise Impossible("not_in_channel")

    async def remove(self, room: str, account: str) -> None:
        self.present[room].remove(account)

    async def security(self, room: str, *, anew: bool = False) -> Security:
        await asyncio.sleep(0)
        if room in self.late and not anew:
            return self.late[room]
        return NOT_JOINED if self.away else self.told(room)

    def told(self, room: str) -> Security:
        return Security(safe=True, present=frozenset(self.present[room]))


async def looked(platform: Platform, room: str, known: Security) -> None:
    """The trust of rooms is another's to see to."""
    assert isinstance(platform, Slow)
    platform.looks.append((room, known))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """The demonstration's directory, whose rooms nobody has made."""
    url = f"sqlite:///{tmp_path / 'comity.db'}"
    await migrate(url)
    made = await Database.open(url, keyring_at(tmp_path / "key"))
    plan = read(DEMO)
    await made.run(lambda s: apply(difference(plan, s.directory), s.directory, AT))
    yield made
    await made.close()


def seen_to(database: Database, now: Callable[[], datetime] = lambda: AT) -> Furnish:
    us = {"matrix": US}
    return Furnish(database, Deployment(frozenset({"matrix"})), now, us, looked)


@pytest.mark.rule("T-11")
async def test_a_platform_that_starts_while_the_directory_is_followed_gets_each_room_once(
    database: Database,
) -> None:
    furnish, platform = seen_to(database), Slow()
    await asyncio.gather(furnish.begin(platform), furnish.follow(platform))
    assert platform.made
    assert sorted(platform.made) == sorted(set(platform.made))


async def test_nobody_is_asked_one_by_one_into_a_room_that_we_are_not_in(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    furnish, platform = seen_to(database), Slow()
    await furnish.begin(platform)
    platform.away = True
    caplog.set_level(logging.WARNING)
    await furnish.begin(platform)
    assert platform.invited == 0
    untold = [one.__dict__["room"] for one in caplog.records if one.msg == "room_not_furnished"]
    assert len(untold) == len(platform.made)


async def left_the_directory(database: Database, person: str, folder: Path) -> str:
    """Import the directory without this person, whose account stays in its rooms for a moment."""
    account = await database.run(lambda s: s.directory.account_of(person, "matrix"))
    assert account is not None
    text = DEMO.read_text(encoding="utf-8")
    file = folder / "rest.toml"
    gone = re.sub(rf"(?ms)^\[person\.{person}\]\n.*?(?=^\[)", "", text)
    assert gone != text
    file.write_text(gone, encoding="utf-8")
    rest = read(file)
    await database.run(lambda s: apply(difference(rest, s.directory), s.directory, AT))
    return account


@pytest.mark.rule("T-11")
async def test_who_is_about_to_be_removed_is_no_stranger_and_whoever_comes_back_is_one(
    database: Database, tmp_path: Path
) -> None:
    furnish, platform = seen_to(database), Slow()
    await furnish.begin(platform)
    room = await database.run(lambda s: s.directory.room("draft"))
    remote = room.remote if room and room.remote else ""
    account = await left_the_directory(database, "nl1", tmp_path)
    platform.present[remote].add("@stranger:localhost")
    before = platform.told(remote)
    judged = await furnish.judged(platform, remote, before)
    assert judged.present == before.present - {account}
    platform.late[remote] = before
    await furnish.follow(platform)
    assert account not in platform.present[remote]
    assert (remote, platform.told(remote)) in platform.looks
    assert (remote, before) not in platform.looks
    assert await furnish.judged(platform, remote, before) == platform.told(remote)  # late news
    platform.present[remote].add(account)
    assert account in (await furnish.judged(platform, remote, platform.told(remote))).present


@pytest.mark.rule("T-11")
async def test_a_room_that_was_there_before_the_directory_named_it_is_judged_when_it_does(
    database: Database,
) -> None:
    furnish, platform = seen_to(database), Slow()
    await furnish.begin(platform)
    public = Security(safe=False, reasons=("room.public",), present=frozenset({US}))
    platform.late["!old:localhost"] = public  # told long ago, when it was nobody's
    await database.run(lambda s: s.directory.remember_remote("draft", "!old:localhost"))
    await furnish.begin(platform)
    assert ("!old:localhost", public) in platform.looks


class Keeping(Slow):
    """A platform that lets nobody be removed."""

    async def remove(self, room: str, account: str) -> None:
        raise Impossible("forbidden")


@pytest.mark.rule("T-11")
async def test_whom_the_platform_does_not_let_us_remove_is_a_stranger_in_all_news_from_then_on(
    database: Database, tmp_path: Path
) -> None:
    furnish, platform = seen_to(database), Keeping()
    await furnish.begin(platform)
    room = await database.run(lambda s: s.directory.room("draft"))
    remote = room.remote if room and room.remote else ""
    account = await left_the_directory(database, "nl1", tmp_path)
    await furnish.follow(platform)
    assert account in platform.present[remote]
    assert account in (await furnish.judged(platform, remote, platform.told(remote))).present


class Refusing(Slow):
    """A platform that refuses Luca, until it no longer does."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses = True
        self.tried: list[str] = []

    async def make_room(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        others = tuple(one for one in accounts if not one.startswith("@it1:"))
        return await super().make_room(name, topic, others)

    async def invite(self, room: str, account: str) -> None:
        assert account.startswith("@it1:")
        self.tried.append(room)
        if self.refuses:
            raise Impossible("forbidden")


async def test_whom_a_platform_refuses_is_tried_ever_more_rarely_and_told_of_once(
    database: Database,
) -> None:
    at = AT
    furnish, platform = seen_to(database, lambda: at), Refusing()

    async def minutes(number: int) -> int:
        """How often somebody was tried in so many minutes."""
        nonlocal at
        platform.tried.clear()
        for _ in range(number):
            at += timedelta(minutes=1)
            await furnish.follow(platform)
        return len(platform.tried)

    await furnish.begin(platform)
    await furnish.begin(platform)
    rooms = len(platform.tried)
    told = await database.run(lambda store: sum(store.outbox.waiting().values()))
    assert rooms
    assert told
    assert await minutes(10) == 3 * rooms  # after 1, 2 and 4 minutes
    assert await minutes(180) == 5 * rooms  # then after 8, 16, 32 and 60, and each hour
    assert await minutes(60) == rooms
    assert await database.run(lambda store: sum(store.outbox.waiting().values())) == told
    platform.refuses = False
    assert await minutes(60) == rooms
    assert await minutes(60) == 0
