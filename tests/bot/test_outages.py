"""A platform that takes nothing for a while: nothing is given up, nothing is asked for in vain."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import pytest

from bot.claimed import AT_ONCE
from bot.metrics import Metrics
from bot.monitor.presence import FAILING
from bot.recording import Recording, Shown
from bot.rooms import Busy, Message, Nobody, Unclear
from bot.runtime import Runtime
from commands.deployment import Deployment
from commands.outcome import Page
from coordination.said import Said
from storage.database import Database
from storage.keyring import Keyring
from storage.outbox import Kind, Outgoing, State
from storage.store import Store

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PAGE = Page(Said("form.stranger")).data()


class Flaky(Recording):
    """A recording platform that answers with this fault while it has one."""

    def __init__(self, name: str) -> None:
        self.shown: list[Shown] = []
        super().__init__(name, self.shown.append)
        self.fault: Exception | None = None
        self.poison = ""
        self.tries = 0

    async def send(self, room: str, message: Message) -> str:
        self.tries += 1
        if self.fault is not None:
            raise self.fault
        if room == self.poison:
            raise Unclear("HTTP_500")
        return await super().send(room, message)


class Bot:
    """The sending half of the bot, with a clock that is moved."""

    def __init__(self, database: Database, platform: str) -> None:
        self.now = START
        self.platform = Flaky(platform)
        here = Deployment(frozenset({platform}), live=False)
        platforms = {platform: self.platform}
        self.runtime = Runtime(database, platforms, here, lambda: self.now)

    async def adds(self, key: str, room: str) -> None:
        payload, name = {"place": True, "page": PAGE}, self.platform.name
        item = Outgoing(room, Kind.MESSAGE, key, payload, "", platform=name)
        await self.runtime.database.run(lambda store: store.outbox.add(item, self.now))

    async def passes(self, minutes: float) -> None:
        end = self.now + timedelta(minutes=minutes)
        while self.now < end:
            await self.runtime.sender.drain()
            self.now += timedelta(seconds=20)
        await self.runtime.sender.drain()

    async def waiting(self) -> dict[State, int]:
        def look(store: Store) -> dict[State, int]:
            return store.outbox.waiting()

        return await self.runtime.database.run(look)


@pytest.mark.parametrize("platform", ["matrix", "slack"])
@pytest.mark.parametrize("fault", [Unclear("HTTP_502"), Busy(3), Unclear("TimeoutError")])
async def test_a_platform_away_for_twenty_minutes_costs_no_message(
    migrated_sqlite_url: str, platform: str, fault: Exception
) -> None:
    database = await Database.open(migrated_sqlite_url, Keyring(bytes(range(32))))
    bot = Bot(database, platform)
    bot.platform.fault = fault
    for number in range(3):
        await bot.adds(f"m{number}", f"!room{number}")
    await bot.passes(20)
    assert bot.platform.tries <= 3 * 20 * 3 + 3  # each at most once at each look
    assert State.DEAD not in await bot.waiting()
    bot.platform.fault = None
    await bot.passes(1)
    assert await bot.waiting() == {}
    assert len(bot.platform.shown) == 3
    await database.close()


@pytest.mark.parametrize(("fault", "there"), [(Nobody(3), True), (Busy(3), False)])
async def test_a_person_who_has_not_signed_in_yet_makes_no_platform_away(
    migrated_sqlite_url: str, fault: Busy, there: bool
) -> None:
    database = await Database.open(migrated_sqlite_url, Keyring(bytes(range(32))))
    bot = Bot(database, "matrix")
    bot.platform.fault = fault
    await bot.adds("welcome", "!direct")
    await bot.passes(20)
    assert (bot.runtime.sender.patience.failing("matrix") <= FAILING) is there
    bot.platform.fault = None
    await bot.passes(2)
    assert [shown.room for shown in bot.platform.shown] == ["!direct"]
    await database.close()


async def test_a_row_that_its_platform_never_takes_while_it_takes_others_is_put_aside(
    migrated_sqlite_url: str,
) -> None:
    database = await Database.open(migrated_sqlite_url, Keyring(bytes(range(32))))
    bot = Bot(database, "matrix")
    bot.platform.poison = "!poison"
    await bot.adds("poison", "!poison")
    for number in range(60):
        await bot.adds(f"m{number}", "!room")
        await bot.passes(1)
    assert await bot.waiting() == {State.DEAD: 1}
    await database.close()


def test_no_label_of_any_number_is_a_name_or_a_word_of_a_person() -> None:
    families = list(Metrics().registry.collect())
    assert families
    for family in families:
        for sample in family.samples:
            assert set(sample.labels) <= {"platform", "outcome", "state", "le"}


class Hanging(Recording):
    """A platform that takes a message and never answers."""

    def __init__(self) -> None:
        super().__init__("slack", lambda _: None)
        self.hanging = 0

    async def send(self, room: str, message: Message) -> str:
        self.hanging += 1
        await asyncio.Event().wait()
        return room


async def test_a_platform_that_hangs_takes_no_place_of_another(migrated_sqlite_url: str) -> None:
    database = await Database.open(migrated_sqlite_url, Keyring(bytes(range(32))))
    shown: list[Shown] = []
    hanging, other = Hanging(), Recording("matrix", shown.append)
    here = Deployment(frozenset({"matrix", "slack"}), live=False)
    runtime = Runtime(database, {"slack": hanging, "matrix": other}, here, lambda: START)

    def add(store: Store) -> None:
        for number in range(4 * AT_ONCE):
            for name in ("slack", "matrix"):
                room, key = f"{name}-{number}", f"{name}:{number}"
                payload = {"place": True, "page": PAGE}
                store.outbox.add(
                    Outgoing(room, Kind.MESSAGE, key, payload, "", platform=name), START
                )

    await database.run(add)
    made = asyncio.Event()
    sending = asyncio.create_task(runtime.sender.run(made))
    async with asyncio.timeout(20):
        while len(shown) < 4 * AT_ONCE:
            await asyncio.sleep(0.02)
    # What is claimed beside each other counts the same places, once.
    assert AT_ONCE <= hanging.hanging < 3 * AT_ONCE
    sending.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sending
    await database.close()
