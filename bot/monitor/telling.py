"""What operators are told of besides their platforms: the database, the disk, clocks, storms."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from bot.few import Few
from bot.lead import Lead
from bot.monitor.operators import Operators
from bot.runtime import Runtime
from coordination.said import Said

SKEWED = 30.0
"""Seconds between a platform's clock and the machine's that are worth a word."""
LITTLE = 256 * 1024 * 1024
"""Bytes free below which operators are told that the disk is nearly full."""
ENOUGH = 320 * 1024 * 1024
"""Bytes free above which it has room again: not at each file that comes and goes."""
STORM, WITHIN = 10, timedelta(minutes=10)
"""More unreadable messages than this in such a time are a storm."""
LIMITED = 5
"""So many calls that a platform holds back in two minutes are worth a word: answers come late."""
NAMED = 10
"""So many names stand in one message; the log has all."""


class Telling:
    """Looks at what was measured, and says what has changed."""

    def __init__(
        self,
        runtime: Runtime,
        lead: Lead,
        operators: Operators,
        folder: Path,
        storms: Mapping[str, Few],
    ) -> None:
        """`storms`: by their word, what may happen so often that it is told together."""
        self._runtime, self._lead, self._operators = runtime, lead, operators
        self._folder, self._storms = folder, storms
        self._unread: list[datetime] = []
        self._led: bool | None = None

    async def during(self, event: str, happening: bool, begun: Said, over: Said) -> bool:
        """The leader says that it begins; who said so says, too, that it is over."""
        known = self._operators.going_on(event)
        return (known or self._lead.leads) and await self._operators.during(
            event, happening, begun, over
        )

    def undecryptable(self) -> None:
        """A message could not be read."""
        self._unread.append(self._runtime.now())

    async def database(self, *, away: bool, full: bool) -> None:
        """It cannot keep anything new; `full`: since it has no room."""
        begun = "operators.database_full" if full else "operators.database_away"
        await self.during("database", away, Said(begun), Said("operators.database_back"))

    async def look(self, skewed: Mapping[str, float]) -> None:
        """The disk, the platforms' clocks (seconds ahead of ours), storms, and the lead."""
        await self._disk()
        for name, skew in skewed.items():
            word = Said(f"poll.platform.{name}")
            begun = Said("operators.clock_drift", platform=word, n=round(abs(skew)))
            over = Said("operators.clock_near", platform=word)
            await self.during(f"skew:{name}", abs(skew) > SKEWED, begun, over)
        since = self._runtime.now() - WITHIN
        self._unread = [at for at in self._unread if at > since]
        begun = Said("operators.undecryptable", n=len(self._unread))
        over = Said("operators.decryptable")
        await self.during("undecryptable", len(self._unread) > STORM, begun, over)
        await self._together()
        await self._leader()

    async def slow(self, held: Mapping[str, int]) -> None:
        """How many of our calls each platform held back in the last minutes by its limits."""
        for name, number in held.items():
            word = Said(f"poll.platform.{name}")
            begun = Said("operators.limited", platform=word)
            over = Said("operators.unlimited", platform=word)
            least = 1 if self._operators.going_on(f"limited:{name}") else LIMITED
            await self.during(f"limited:{name}", number >= least, begun, over)

    async def _disk(self) -> None:
        free = shutil.disk_usage(self._folder).free
        self._runtime.metrics.disk.set(free)
        least = ENOUGH if self._operators.going_on("disk") else LITTLE
        begun = Said("operators.disk_full", free=free // (1024 * 1024))
        await self.during("disk", free < least, begun, Said("operators.disk_free"))

    async def _together(self) -> None:
        for word, storm in self._storms.items():
            rest = storm.rest()
            if rest:
                said = Said(word, n=len(rest), names=rest[:NAMED])
                await self._operators.say(said, f"storm:{word}")

    async def _leader(self) -> None:
        leads, before = self._lead.leads, self._led
        self._runtime.metrics.leader.set(leads)
        self._led = leads
        if leads and before is False:
            await self._operators.say(Said("operators.leader", seat=self._lead.seat.name), "leader")
