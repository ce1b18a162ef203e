"""PostgreSQL restarts while a message is on its way: what became of it is noted all the same."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime

from bot.recording import Recording
from bot.rooms import Message
from bot.runtime import Runtime
from bot.sender import LEASE
from commands.deployment import Deployment
from commands.outcome import Page
from coordination.said import Said
from storage.database import Database, Unavailable
from storage.outbox import Kind, Outgoing, State
from tests.bot.test_database_restarted import Own, database, own

__all__ = ["database", "own"]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Slow(Recording):
    """A platform that shows a message when it is let."""

    def __init__(self) -> None:
        super().__init__("slack", lambda _: None)
        self.asked, self.let = asyncio.Event(), asyncio.Event()
        self.times = 0

    async def send(self, room: str, message: Message) -> str:
        self.times += 1
        self.asked.set()
        await self.let.wait()
        return await super().send(room, message)


async def waiting(database: Database) -> dict[State, int]:
    """The rows that are not sent yet, once the database is back."""
    while True:
        try:
            return await database.run(lambda store: store.outbox.waiting())
        except Unavailable:
            await asyncio.sleep(0.1)


async def test_a_row_that_was_being_sent_does_not_wait_for_its_lease(
    own: Own,
    database: Database,
) -> None:
    platform = Slow()
    runtime = Runtime(database, {"slack": platform}, Deployment(frozenset({"slack"})), lambda: NOW)
    payload = {"place": True, "page": Page(Said("form.stranger")).data()}
    row = Outgoing("slack-1", Kind.MESSAGE, "one", payload, "", platform="slack")
    await database.run(lambda store: store.outbox.add(row, NOW))
    sending = asyncio.create_task(runtime.sender.run(asyncio.Event()))
    await platform.asked.wait()
    await asyncio.to_thread(own.stops)
    platform.let.set()
    await asyncio.sleep(0.2)
    await asyncio.to_thread(own.restarts)
    async with asyncio.timeout(LEASE.total_seconds() / 2):
        while await waiting(database) != {}:
            await asyncio.sleep(0.1)
    assert platform.times == 1
    sending.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sending
