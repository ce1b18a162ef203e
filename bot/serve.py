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
from commands.answer import alert, unreadable
from commands.calendars import pin_time_zones
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.speaker import CONSOLE
from commands.welcome import greet
from coordination.said import Said
from storage.database import Database

_log = logging.getLogger("comity.serve")
GREET_SECONDS = 300
"""How often the directory is looked through for people who are new."""
LATE_SECONDS = 15.0
"""After which a platform that could not start, or that ended, is tried again."""


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
        self._late: set[str] = set()
        """Platforms that could not start yet."""

    async def start(self, name: str) -> None:
        """Sign in everywhere and furnish the rooms; from now on the database is a live one.

        A platform that cannot start does not stop the others; raises where none can.
        """
        await self._database.run(lambda store: store.directory.mark_served_live(name))
        faults = []
        for platform in self._platforms.values():
            try:
                await self._begin(platform)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the others go on
                self._late.add(platform.name)
                faults.append(fault)
                await self._away(platform, fault)
        if faults and self._late >= self._real:
            raise faults[0]

    @property
    def _real(self) -> set[str]:
        """The platforms that may fail: not the terminal."""
        return set(self._platforms) - {CONSOLE}

    async def _begin(self, platform: Platform) -> None:
        await platform.start()
        await furnish(self._database, platform, self.runtime.now)

    async def _away(self, platform: Platform, fault: Exception) -> None:
        """Say that a platform is away: in the log, and to operators on those that are not."""
        extra = {"platform": platform.name, "fault": type(fault).__name__}
        _log.error("platform_away", extra={**extra, "code": getattr(fault, "code", "")})
        now = self.runtime.now()
        said = Said("operators.platform_away", platform=platform.name)
        key = f"away:{platform.name}:{now.isoformat()[:13]}"  # once an hour
        await self._database.run(
            lambda store: alert(store, said, key, now, self.runtime.deployment)
        )
        self.runtime.receiver.made.set()

    async def serve(self, ready: Callable[[], Awaitable[None]] | None = None) -> None:
        """Listen, perform and send until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for platform in self._platforms.values():
                tasks.create_task(self._keep(platform))
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

    async def _keep(self, platform: Platform) -> None:
        """Listen, from when it can start; where there are others, again after it ended."""
        while True:
            try:
                if platform.name in self._late:
                    await asyncio.sleep(LATE_SECONDS)
                    await self._begin(platform)
                    self._late.discard(platform.name)
                    _log.info("platform_back", extra={"platform": platform.name})
                await self._listen(platform)
            except Exception as fault:
                if len(self._real) < 2:
                    raise
                self._late.add(platform.name)
                await self._away(platform, fault)
            else:
                return

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
