"""Looks at the whole bot every few seconds: measures, remembers contact, tells operators."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from datetime import timedelta
from pathlib import Path

from bot.attend import Attending
from bot.lead import Lead
from bot.metrics import seconds
from bot.monitor.operators import Operators
from bot.monitor.presence import Presence
from bot.runtime import Runtime
from bot.steady import Steady
from coordination.said import Said
from storage.database import Unavailable
from storage.gauges import gauges
from storage.leader import release_dead
from storage.outbox.tables import GONE, State

_log = logging.getLogger("comity.watch")
TICK = 2.0
STUCK = 60.0
"""Seconds without a look after which the process counts as stuck."""
DATABASE_AWAY = 3.0
SKEWED = timedelta(seconds=30)
LITTLE = 256 * 1024 * 1024
"""Bytes free below which operators are told that the disk is nearly full."""
STORM, WITHIN = 10, 600.0
"""More unreadable messages than this in such a time (seconds) are a storm."""


class Watch:
    """The one that looks; everything else only does its own work."""

    def __init__(
        self,
        runtime: Runtime,
        attending: Attending,
        lead: Lead,
        operators: Operators,
        folder: Path,
    ) -> None:
        self._runtime, self._attending, self._lead = runtime, attending, lead
        self._operators, self._folder = operators, folder
        self._metrics = runtime.metrics
        self._presence = Presence(runtime, attending, operators)
        self._looked = time.monotonic()
        self._up: float | None = time.monotonic()
        self._storm: list[float] = []
        self._led: bool | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - it must not end what it watches
                _log.exception("watch_failed")
            await asyncio.sleep(TICK)

    def undecryptable(self, platform: str) -> None:
        """A message could not be read."""
        self._metrics.undecryptable.labels(platform).inc()
        self._storm.append(time.monotonic())

    def alive(self) -> tuple[str, ...]:
        """What only a new start can mend."""
        return ("watch",) if time.monotonic() - self._looked > STUCK else ()

    def missing(self) -> tuple[str, ...]:
        """What we need and do not have now."""
        found = list(self.alive())
        if self._up is None or time.monotonic() - self._up > DATABASE_AWAY + TICK:
            found.append("database")
        away = sorted(self._presence.away())
        return (*found, *(f"platform:{name}" for name in away))

    async def look(self) -> None:
        """Everything once."""
        self._looked = time.monotonic()
        await self._clock()
        there = await self._database()
        if there:
            await self._presence.look()
        if self._lead.leads:
            await self._tell()
        await self._leader()

    async def _clock(self) -> None:
        now = self._runtime.now
        if not isinstance(now, Steady):
            return
        now()
        jumped = now.jumped
        if jumped and any(now.witnessed(ahead) for ahead in self._presence.ahead()):
            _log.warning("clock_followed", extra={"seconds": jumped.total_seconds()})
        self._metrics.jumped.set(now.jumped.total_seconds())
        begun = Said("operators.clock_jumped", jump=round(jumped.total_seconds()))
        over = Said("operators.clock_right")
        changed = await self._operators.during("clock", bool(now.jumped), begun, over)
        if jumped or changed:
            await self._runtime.clock.again()

    async def _database(self) -> bool:
        """Measure one reading; whether the database answered."""
        began = time.perf_counter()
        try:
            found = await self._runtime.database.run(gauges)
        except Unavailable:
            self._metrics.database_up.set(0)
            self._presence.missed()
            return False
        self._metrics.database.set(time.perf_counter() - began)
        self._metrics.database_up.set(1)
        now = self._runtime.now()
        for state in State:
            if state not in GONE:
                self._metrics.outbox.labels(state.value).set(found.outbox.get(state, 0))
        self._metrics.outbox_age.set(seconds(now, found.oldest))
        self._metrics.late.set(seconds(now, found.due))
        self._metrics.waiting.set(seconds(now, found.unperformed))
        self._metrics.audit.set(found.audit)
        return await self._writes()

    async def _writes(self) -> bool:
        """Whether the database also takes something: a full disk can still be read."""
        try:
            await self._presence.keep()
            if self._lead.leads:
                at = self._runtime.now()
                if await self._runtime.database.run(lambda store: release_dead(store, at)):
                    self._runtime.receiver.made.set()
                await self._operators.look()
        except Unavailable:
            self._presence.missed()
            return False
        self._up = time.monotonic()
        return True

    async def _tell(self) -> None:
        away = self._up is not None and time.monotonic() - self._up > DATABASE_AWAY
        free = shutil.disk_usage(self._folder).free
        self._metrics.disk.set(free)
        during, platforms = self._operators.during, self._presence.skewed(SKEWED)
        await during(
            "database", away, Said("operators.database_away"), Said("operators.database_back")
        )
        await during(
            "disk",
            free < LITTLE,
            Said("operators.disk_full", free=free // (1024 * 1024)),
            Said("operators.disk_free"),
        )
        for name, skew in platforms.items():
            begun = Said("operators.clock_drift", platform=_name(name), n=round(abs(skew)))
            over = Said("operators.clock_right")
            await during(f"skew:{name}", abs(skew) > SKEWED.total_seconds(), begun, over)
        since = time.monotonic() - WITHIN
        self._storm = [at for at in self._storm if at > since]
        begun = Said("operators.undecryptable", n=len(self._storm))
        over = Said("operators.decryptable")
        await during("undecryptable", len(self._storm) > STORM, begun, over)

    async def _leader(self) -> None:
        leads, before = self._lead.leads, self._led
        self._metrics.leader.set(leads)
        self._led = leads
        if leads and before is False:
            await self._operators.say(
                Said("operators.leader", seat=self._lead.seat.name), f"leader:{time.time_ns()}"
            )


def _name(platform: str) -> Said:
    return Said(f"poll.platform.{platform}")
