"""Whether this process leads those that share its database; and waking the others."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from storage.database import Unavailable
from storage.leader import Seat

_log = logging.getLogger("comity.lead")
EVERY = 1.0
"""Seconds between two looks: so long does the death of a leader stay unnoticed."""
ANSWER = 3.0
"""Seconds after which a database that does not answer counts as away."""
STEP_DOWN = 8.0
"""Seconds without the database after which the lead is left to whoever reaches it.

Sooner than PostgreSQL gives a silent connection up (11 s) and so frees the lead for another.
"""


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
        clock = asyncio.get_running_loop().time
        asked = clock()
        try:
            leads = await self._answer()
            self._sure = asked
        except Unavailable:
            # Our lock stands for a while yet, so nobody else leads.
            leads = self.leads and clock() - self._sure < STEP_DOWN
        if leads != self.leads:
            _log.info("lead_won" if leads else "lead_lost", extra={"seat": self.seat.name})
            on, off = (self.won, self.lost) if leads else (self.lost, self.won)
            off.clear()
            on.set()

    async def _answer(self) -> bool:
        """What the seat says; a connection that is cut off says nothing, and is dropped."""
        try:
            async with asyncio.timeout(ANSWER):
                return await self.seat.look()
        except TimeoutError:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ANSWER):
                    await self.seat.close()
            raise Unavailable from None

    async def run(self) -> None:
        """Keep the seat until cancelled."""
        while True:
            await self.look()
            try:
                async with asyncio.timeout(EVERY):  # `wait_for` may lose a cancellation (3.11)
                    await self._calls.wait()
            except TimeoutError:
                continue
            self._calls.clear()
            await self.seat.wake()
            await asyncio.sleep(0.01)  # what is performed together calls once
