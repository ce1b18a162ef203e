"""Joins database, platforms, clock and sender: run, console, rehearse and demo build this one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.clock import Clock
from bot.metrics import Metrics
from bot.receive import AGAIN, Receiver
from bot.rooms import Platform
from bot.sender import Sender
from bot.steady import Now, utc_now
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.perform import Performed
from commands.upgraded import set_missing
from storage.database import Database, Unavailable
from storage.store import Store


class Runtime:
    """One running bot."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        deployment: Deployment,
        now: Now = utc_now,
    ) -> None:
        self.database = database
        self.platforms = platforms
        self.deployment = deployment
        self.now = now
        self.metrics = Metrics()
        self.receiver = Receiver(database, deployment, now, self.metrics)
        self.sender = Sender(database, platforms, deployment, now, self.metrics)
        self.clock = Clock(database, self.receiver, now)

    async def say(self, incoming: Incoming) -> list[Performed]:
        """Hear one message, perform it and whatever it made due, and send what follows."""
        await self.receiver.hear(incoming)
        done = await self.receiver.perform_all()
        await self.sender.drain()
        return done

    async def next_instant(self) -> datetime | None:
        """When something is to be performed or sent next; None when nothing waits."""
        due = await self.database.run(lambda store: store.deadlines.earliest())
        send = await self.database.run(
            lambda store: store.outbox.earliest(self.deployment.platforms)
        )
        instants = [moment for moment in (due, send) if moment is not None]
        return min(instants, default=None)

    async def begin(self) -> None:
        """Take up what a former life left: what it was sending, and deadlines it did not know."""
        await self.sender.start()
        now = self.now()
        await self.database.run(lambda store: set_missing(store, now))

    async def _released(self) -> None:
        """Take back what a former life was sending, once the database is there."""
        while True:
            try:
                await self.begin()
            except Unavailable:
                await asyncio.sleep(AGAIN)
            else:
                return

    def _sending(self, store: Store) -> Callable[[], object]:
        """Claim what a transaction has made, to be sent as soon as it is durable."""
        claimed = self.sender.claim_made(store)
        return lambda: self.sender.take(claimed)

    async def serve(self) -> None:
        """Perform and send until cancelled; the platforms listen on their own."""
        await self._released()
        await self.clock.start()
        self.receiver.sending = self._sending
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.receiver.run(self.clock.look))
                tasks.create_task(self.sender.run(self.receiver.made))
        finally:
            self.clock.stop()
