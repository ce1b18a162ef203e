"""`comity run`: the bot on live platforms, until it is told to end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.furnish import furnish
from bot.receive import Now
from bot.rooms import Platform, Security
from bot.runtime import Runtime, utc_now
from bot.trust import Trust
from commands.answer import unreadable
from commands.calendars import pin_time_zones
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.welcome import greet
from storage.database import Database

_log = logging.getLogger("comity.serve")
GREET_SECONDS = 300
"""How often the directory is looked through for people who are new."""


class Service:
    """A runtime whose platforms are live: rooms are made, watched and listened to."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        us: dict[str, str],
        now: Now = utc_now,
    ) -> None:
        pin_time_zones()
        deployment = Deployment(frozenset(platforms))
        self.runtime = Runtime(database, platforms, deployment, now)
        self.trust = Trust(database, deployment, now, us)
        self._database = database
        self._platforms = platforms

    async def start(self, name: str) -> None:
        """Sign in everywhere and furnish the rooms; from now on the database is a live one."""
        await self._database.run(lambda store: store.directory.mark_served_live(name))
        for platform in self._platforms.values():
            await platform.start()
            await furnish(self._database, platform, self.runtime.now)

    async def serve(self, ready: Callable[[], Awaitable[None]] | None = None) -> None:
        """Listen, perform and send until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for platform in self._platforms.values():
                tasks.create_task(self._listen(platform))
            tasks.create_task(self.runtime.serve())
            tasks.create_task(self._greet())
            _log.info("ready")
            if ready is not None:
                await ready()

    async def _greet(self) -> None:
        """Welcome who is new, now and whenever the directory has been imported anew."""
        runtime = self.runtime
        while True:
            new = await self._database.run(
                lambda store: greet(store, runtime.deployment, runtime.now())
            )
            if new:
                _log.info("welcomed", extra={"people": new})
                runtime.receiver.made.set()
            await asyncio.sleep(GREET_SECONDS)

    async def _listen(self, platform: Platform) -> None:
        async def changed(room: str, known: Security) -> None:
            await self.trust.look(platform.name, room, known)

        async def lost(room: str, event: str, account: str) -> None:
            heard = Incoming(platform.name, event, account, room, "", None)
            now = self.runtime.now()
            deployment = self.runtime.deployment
            await self._database.run(lambda store: unreadable(store, heard, now, deployment))
            self.runtime.receiver.made.set()

        await platform.listen(self.runtime.receiver.hear, changed, lost)

    async def close(self) -> None:
        """Sign off; nothing is lost."""
        for platform in self._platforms.values():
            await platform.close()
        await self._database.close()
