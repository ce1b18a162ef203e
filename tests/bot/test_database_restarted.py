"""PostgreSQL restarted in the middle of transactions: the bot heals by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.lead import ANSWER, STEP_DOWN, Lead
from bot.sender import LEASE
from commands.heard import Incoming
from storage.database import Database, Unavailable, migrate
from storage.keyring import Keyring
from storage.leader import Shared, release_dead
from storage.outbox import Kind, Outgoing
from storage.store import Store
from tests.servers import postgres

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Own:
    """A PostgreSQL of this test alone, which may be killed and started again."""

    def __init__(self) -> None:
        self.base = postgres.folder()
        self.server, self.process = postgres.start(self.base)
        self.server.sql("ALTER DATABASE postgres SET synchronous_commit = on")
        self.url = self.server.url("postgres")

    def restarts(self) -> None:
        """It is killed with everything under way, and comes back."""
        self.stops()
        options = [f"--{name}={value}" for name, value in postgres.SETTINGS.items()]
        command: list[str | Path] = [
            self.server.programs / "postgres",
            "-D",
            self.base / "data",
            "-k",
            self.base,
        ]
        account: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        while not self._answers([*command, *options], account):
            pass  # what the killed one had begun held its memory still, and it ended at once

    def _answers(self, command: list[str | Path], account: dict[str, Any]) -> bool:
        """Start it; whether it is there, and did not end at its start."""
        none = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=none, stderr=none, cwd="/", **account)
        while self.process.poll() is None:
            with contextlib.suppress(subprocess.CalledProcessError):
                return bool(self.server.sql("SELECT 1"))
            time.sleep(0.05)
        return False

    def stops(self) -> None:
        self.process.send_signal(signal.SIGQUIT)  # "immediate": nobody is waited for
        self.process.wait()


@pytest.fixture
def own() -> Iterator[Own]:
    made = Own()
    yield made
    made.stops()
    shutil.rmtree(made.base, ignore_errors=True)


@pytest.fixture
async def database(own: Own) -> AsyncIterator[Database]:
    await migrate(own.url)
    opened = await Database.open(own.url, Keyring(bytes(range(32))))
    yield opened
    await opened.close()


async def kept(database: Database, number: int) -> None:
    """Keep one receipt, however often the database goes away meanwhile."""
    heard = Incoming("matrix", f"$event{number}", "@a:x", "!r:x", "whoami", None)
    while True:
        try:
            await database.run(lambda store: store.receipts.add(heard, NOW))
        except Unavailable:
            await asyncio.sleep(0.05)
        else:
            return


async def test_what_was_under_way_is_kept_once(own: Own, database: Database) -> None:
    async with asyncio.TaskGroup() as tasks:
        for number in range(40):
            tasks.create_task(kept(database, number))
            if number == 20:
                await asyncio.sleep(0.05)
                await asyncio.to_thread(own.restarts)

    def performed(store: Store) -> int:
        count = 0
        while (receipt := store.receipts.next()) is not None:
            store.receipts.performed(receipt.seq, "done", NOW)
            count += 1
        return count

    assert await database.run(performed) == 40


async def test_the_lead_is_found_again_and_only_one_has_it(own: Own) -> None:
    await migrate(own.url)
    leads = [Lead(Shared(own.url, lambda: None)) for _ in range(3)]
    for lead in leads:
        await lead.look()
    assert [lead.leads for lead in leads] == [True, False, False]
    assert {lead.seat.name for lead in leads} == {"sender-1", "sender-2", "sender-3"}
    await asyncio.to_thread(own.stops)
    for lead in leads:
        await lead.look()
    assert leads[0].leads  # nobody else can have it meanwhile
    await asyncio.to_thread(own.restarts)
    async with asyncio.timeout(60):
        while sum(lead.leads for lead in leads) != 1 or not all(
            [await _reached(lead) for lead in leads]
        ):
            await asyncio.sleep(0.1)
    await next(lead for lead in leads if lead.leads).seat.close()
    others = [lead for lead in leads if not lead.leads]
    for lead in others:
        await lead.look()
    assert sum(lead.leads for lead in others) == 1
    for lead in leads:
        await lead.seat.close()


async def test_a_leader_whose_database_falls_silent_steps_down_before_another_leads(
    own: Own,
) -> None:
    await migrate(own.url)
    seat = Shared(own.url, lambda: None)
    lead = Lead(seat)
    await lead.look()
    assert _leads(lead)
    [backend] = own.server.sql(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 1129270605"
    ).split()
    os.kill(int(backend), signal.SIGSTOP)  # as when the network between them is cut
    try:
        async with asyncio.timeout(STEP_DOWN + 3 * ANSWER):
            while _leads(lead):
                await lead.look()
    finally:
        os.kill(int(backend), signal.SIGCONT)
    async with asyncio.timeout(30):
        while not _leads(lead):
            await lead.look()
            await asyncio.sleep(0.1)
    await seat.close()


def _leads(lead: Lead) -> bool:
    return lead.leads


async def _reached(lead: Lead) -> bool:
    await lead.look()
    try:
        await lead.seat.look()
    except Unavailable:
        return False
    return True


async def test_what_a_dead_process_was_sending_is_released_and_a_living_ones_is_not(
    own: Own, database: Database
) -> None:
    one, two = Shared(own.url, lambda: None), Shared(own.url, lambda: None)
    await one.look()
    await two.look()

    def claimed(store: Store) -> None:
        for seat in (one, two):
            item = Outgoing(seat.name, Kind.MESSAGE, seat.name, {}, "", platform="slack")
            store.outbox.add(item, NOW)
            store.outbox.claim(NOW, LEASE, 1, seat.name)

    await database.run(claimed)
    assert await database.run(lambda store: release_dead(store, NOW)) == 0
    await two.close()
    assert await database.run(lambda store: release_dead(store, NOW)) == 1
    assert await database.run(lambda store: release_dead(store, NOW)) == 0
    await one.close()


async def test_one_process_wakes_the_others_and_not_itself(own: Own) -> None:
    woken: list[str] = []
    one = Shared(own.url, lambda: woken.append("one"))
    two = Shared(own.url, lambda: woken.append("two"))
    await one.look()
    await two.look()
    await one.wake()
    async with asyncio.timeout(5):
        while not woken:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert woken == ["two"]
    await one.close()
    await two.close()
