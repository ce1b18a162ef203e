"""About one message a second in each channel, after a short burst (Slack's own limit)."""

from __future__ import annotations

import asyncio
import time

from bot.rooms import Busy

BURST = 3
LONGEST = 1.5
"""Seconds that a message waits here; beyond, the sender's other rooms go first."""


class Pace:
    """When the next message may go into a channel."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._free: dict[str, float] = {}

    async def turn(self, channel: str, *, patient: bool = False) -> None:
        """Returns when it may go; raises Busy when that is far away, unless `patient`."""
        now = time.monotonic()
        free = max(self._free.get(channel, 0.0), now - BURST * self._seconds)
        wait = free + self._seconds - now
        if wait > LONGEST and not patient:
            raise Busy(wait)
        self._free[channel] = free + self._seconds
        if wait > 0:
            await asyncio.sleep(wait)
        if len(self._free) > 10_000:
            self._free = {name: at for name, at in self._free.items() if at > now - 60}
