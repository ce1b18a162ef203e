"""Looks at the whole bot every few seconds: measures, remembers contact, tells operators."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import datetime, timedelta

from bot.attend import Attending
from bot.lead import Lead
from bot.metrics import seconds
from bot.monitor.operators import Operators
from bot.monitor.presence import Presence
from bot.monitor.telling import Telling
from bot.runtime import Runtime
from bot.steady import TOLERANCE, Steady
from coordination.said import Said
from storage.database import Unavailable
from storage.gauges import gauges
from storage.leader import release_dead
from storage.outbox.tables import GONE, State

_log = logging.getLogger("comity.watch")
TICK = 2.0
LEFT = 1.0
"""Seconds after which what was heard or fell due is performed here, whoever else was to do it."""
SOON = 0.25
"""It looks this soon again at the soonest, where a deadline falls due meanwhile."""
STUCK = 60.0
"""Seconds without a look after which the process counts as stuck."""
DATABASE_AWAY = 3.0
"""Seconds without keeping anything after which operators are told."""


class Watch:
    """The one that looks; everything else only does its own work."""

    def __init__(
        self,
        runtime: Runtime,
        attending: Attending,
        lead: Lead,
        operators: Operators,
        telling: Telling,
    ) -> None:
        self._runtime, self._lead = runtime, lead
        self._operators, self._telling = operators, telling
        self._metrics = runtime.metrics
        self._presence = Presence(runtime, attending, telling)
        self._looked = time.monotonic()
        self._up = time.monotonic()
        self._full = False
        self._jumped = timedelta()
        self._due: datetime | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - it must not end what it watches
                _log.exception("watch_failed")
            await asyncio.sleep(self._pause())

    def _pause(self) -> float:
        """Seconds until the next look: right after the next deadline, where that is sooner.

        A closing waits until all platforms were heard after it (DR-11).
        """
        if self._due is None:
            return TICK
        left = (self._due - self._runtime.now()).total_seconds()
        return min(TICK, max(SOON, left + SOON / 5))

    def undecryptable(self, platform: str) -> None:
        """A message could not be read."""
        self._metrics.undecryptable.labels(platform).inc()
        self._telling.undecryptable()

    def alive(self) -> tuple[str, ...]:
        """What only a new start can mend."""
        return ("watch",) if time.monotonic() - self._looked > STUCK else ()

    def missing(self) -> tuple[str, ...]:
        """What we need and do not have now."""
        found = list(self.alive())
        if time.monotonic() - self._up > DATABASE_AWAY + TICK:
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
        away = time.monotonic() - self._up > DATABASE_AWAY
        await self._telling.database(away=away, full=self._full)
        await self._telling.look(self._skewed())
        await self._telling.slow(self._presence.slow())

    async def _clock(self) -> None:
        now = self._runtime.now
        if not isinstance(now, Steady):
            return
        now()
        jumped = now.jumped
        if abs(jumped - self._jumped) > TOLERANCE:
            self._presence.unwitnessed()  # what servers said before is no witness of this
        elif jumped and any(now.witnessed(ahead) for ahead in self._presence.ahead()):
            _log.warning("clock_followed", extra={"seconds": jumped.total_seconds()})
        self._jumped = now.jumped
        self._metrics.jumped.set(now.jumped.total_seconds())
        begun = Said("operators.clock_jumped", jump=round(jumped.total_seconds()))
        over = Said("operators.clock_right")
        changed = await self._operators.during("clock", bool(now.jumped), begun, over)
        if jumped or changed:
            await self._runtime.clock.again()

    def _skewed(self) -> dict[str, float]:
        """The platforms' clocks; while our own has jumped, no other need be near it."""
        now = self._runtime.now
        now()
        jumped = self._jumped or (isinstance(now, Steady) and now.jumped)
        return {} if jumped else self._presence.skewed()

    async def _database(self) -> bool:
        """Measure one reading; whether the database answered."""
        began = time.perf_counter()
        try:
            found = await self._runtime.database.run(gauges)
        except Unavailable as fault:
            self._metrics.database_up.set(0)
            return self._missed(fault)
        self._metrics.database.set(time.perf_counter() - began)
        self._metrics.database_up.set(1)
        now = self._runtime.now()
        for state in State:
            if state not in GONE:
                self._metrics.outbox.labels(state.value).set(found.outbox.get(state, 0))
        self._metrics.outbox_age.set(seconds(now, found.oldest))
        self._metrics.late.set(seconds(now, found.due))
        self._due = found.due
        self._metrics.waiting.set(seconds(now, found.unperformed))
        if max(seconds(now, found.due), seconds(now, found.unperformed)) > LEFT:
            self._runtime.receiver.waiting.set()
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
        except Unavailable as fault:
            return self._missed(fault)
        self._up, self._full = time.monotonic(), False
        return True

    def _missed(self, fault: Unavailable) -> bool:
        self._full = fault.full
        self._presence.missed()
        return False
