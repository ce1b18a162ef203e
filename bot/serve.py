"""`comity run`: the bot on live platforms, until it is told to end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from bot.attend import Attending
from bot.furnish import Furnish
from bot.lead import Lead
from bot.monitor.door import Door
from bot.monitor.operators import Operators
from bot.monitor.telling import Telling
from bot.monitor.watch import Watch
from bot.receive import AGAIN
from bot.rooms import Platform, Security
from bot.runtime import Runtime
from bot.steady import Now, Steady
from bot.trust import Trust
from commands.answer import unreadable
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.welcome import greet
from config.settings import Monitoring
from config.zones import pin_time_zones
from storage.database import Database, Unavailable
from storage.gauges import newest_receipt
from storage.leader import Alone, Seat

_log = logging.getLogger("comity.serve")
GREET_SECONDS = 300
"""How often the directory is looked through for people who are new."""
LOOK_SECONDS = 3.0
"""How often it is asked whether the directory has changed."""
TEND_SECONDS = 60.0
"""How often rooms are seen to where nothing has changed: hats end, what failed is tried again."""


class Service:
    """A runtime whose platforms are live: rooms are made, watched and listened to."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        us: dict[str, str],
        now: Now | None = None,
        *,
        seat: Callable[[Callable[[], None]], Seat] = lambda _: Alone(),
        monitoring: Monitoring | None = None,
        folder: Path = Path(),
    ) -> None:
        """`folder` is on the disk that must not become full."""
        pin_time_zones()
        deployment = Deployment(frozenset(platforms))
        now = now or Steady()
        self.runtime = Runtime(database, platforms, deployment, now)
        self.trust = Trust(database, deployment, now, us)
        self.lead = Lead(seat(self._woken))
        self._database = database
        self._platforms = platforms
        self._furnish = Furnish(database, deployment, now, us, self.trust.heard)
        self._attending = Attending(
            platforms, self.runtime, self.lead, self._furnish.begin, self._listen
        )
        operators = Operators(database, platforms, deployment, now, self.runtime.receiver.made)
        telling = self._telling(operators, folder)
        self._watch = Watch(self.runtime, self._attending, self.lead, operators, telling)
        self._monitoring = monitoring or Monitoring()
        self._door = Door(self.runtime.metrics, self._watch.alive, self._watch.missing)
        self.runtime.receiver.spread = self._spread

    def _telling(self, operators: Operators, folder: Path) -> Telling:
        storms = {"operators.dead_letters": self.runtime.sender.few}
        storms["operators.rooms_frozen"] = self.trust.few
        return Telling(self.runtime, self.lead, operators, folder, storms)

    async def start(self, name: str) -> None:
        """Sign in and furnish the rooms; from now on the database is a live one.

        A platform that cannot start does not stop the others; raises where none can.
        """
        await self._database.run(lambda store: store.directory.mark_served_live(name))
        await self._not_earlier()
        await self.lead.look()
        self.runtime.sender.name = self.lead.seat.name
        if self._monitoring.port:
            await self._door.open(self._monitoring.host, self._monitoring.port)
        await self._attending.start()

    async def serve(self, ready: Callable[[], Awaitable[None]] | None = None) -> None:
        """Listen, perform and send until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for platform in self._platforms.values():
                tasks.create_task(self._attending.keep(platform))
            tasks.create_task(self.lead.run())
            tasks.create_task(self.runtime.serve())
            tasks.create_task(self._follow())
            tasks.create_task(self._watch.run())
            tasks.create_task(self._greet())
            tasks.create_task(self._tend())
            _log.info("ready")
            if ready is not None:
                await ready()

    def _woken(self) -> None:
        """Another process has made something; what it hears it performs, as long as it lives."""
        self.runtime.receiver.made.set()

    def _spread(self) -> None:
        """Wake the others, unless this process sends and changes by itself all that it made."""
        alone = self.lead.leads and self.runtime.sender.open >= set(self._platforms)
        if not alone:
            self.lead.call()

    async def _not_earlier(self) -> None:
        """What was received before this start was received before what comes now."""
        last = await self._database.run(newest_receipt)
        now = self.runtime.now
        if last is None or not isinstance(now, Steady):
            return
        if now.not_before(last):
            return
        _log.error("clock_behind", extra={"receipt": last.isoformat()})

    async def _follow(self) -> None:
        """The cards are the leader's to change; our rows carry the name of our seat."""
        sender = self.runtime.sender
        while True:
            sender.edits, sender.name = self.lead.leads, self.lead.seat.name
            self.runtime.receiver.made.set()
            await (self.lead.lost if self.lead.leads else self.lead.won).wait()

    async def _greet(self) -> None:
        """Welcome who is new; an import welcomes its own."""
        runtime = self.runtime
        while True:
            await self.lead.won.wait()
            try:
                new = await self._database.run(
                    lambda store: greet(store, runtime.deployment, runtime.now())
                )
            except Unavailable:
                await asyncio.sleep(AGAIN)
                continue
            if new:
                _log.info("welcomed", extra={"people": new})
                runtime.receiver.made.set()
            await asyncio.sleep(GREET_SECONDS)

    async def _tend(self) -> None:
        """See to the rooms, at once when the directory has changed."""
        known, looked = -1, 0.0
        while True:
            await self.lead.won.wait()
            with contextlib.suppress(Unavailable):
                count = await self._database.run(lambda store: store.directory.count())
                if count != known or time.monotonic() - looked > TEND_SECONDS:
                    for platform in self._platforms.values():
                        if platform.name in self._attending.up:
                            await self._furnish.follow(platform)
                    known, looked = count, time.monotonic()
                    self.runtime.receiver.made.set()
            await asyncio.sleep(LOOK_SECONDS)

    async def _listen(self, platform: Platform) -> None:
        async def changed(room: str, known: Security) -> None:
            if self.lead.leads:  # and removes by and by who belongs there no more
                known = await self._furnish.judged(platform, room, known)
            await self.trust.heard(platform, room, known)

        async def lost(room: str, event: str, account: str) -> None:
            self._watch.undecryptable(platform.name)
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
        await self._door.close()
        await self.lead.seat.close()
        await self._database.close()
