"""Whether this process leads those that share its database; and waking the others."""

from __future__ import annotations

import asyncio
import logging

from storage.database import Unavailable
from storage.leader import Seat

_log = logging.getLogger("comity.lead")
EVERY = 1.0
"""Seconds between two looks: so long does the death of a leader stay unnoticed."""
STEP_DOWN = 15.0
"""Seconds without the database after which the lead is left to whoever reaches it."""


class Lead:
    """Keeps a seat, and says when the lead is won and lost."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.won, self.lost = asyncio.Event(), asyncio.Event()
        self.lost.set()
        self._calls = asyncio.Event()
        self._sure = 0.0

    @property
    def leads(self) -> bool:
        return self.won.is_set()

    def call(self) -> None:
        """Let the other processes look at once for what is new; many calls are one."""
        self._calls.set()

    async def look(self) -> None:
        """Ask once who leads."""
        now = asyncio.get_running_loop().time()
        try:
            leads = await self.seat.look()
            self._sure = now
        except Unavailable:
            # Nobody else leads either, as long as the database is away from all.
            leads = self.leads and now - self._sure < STEP_DOWN
        if leads != self.leads:
            _log.info("lead_won" if leads else "lead_lost", extra={"seat": self.seat.name})
            on, off = (self.won, self.lost) if leads else (self.lost, self.won)
            off.clear()
            on.set()

    async def run(self) -> None:
        """Keep the seat until cancelled."""
        while True:
            await self.look()
            try:
                await asyncio.wait_for(self._calls.wait(), EVERY)
            except TimeoutError:
                continue
            self._calls.clear()
            await self.seat.wake()
            await asyncio.sleep(0.01)  # what is performed together calls once
