"""The alarm: APScheduler wakes the receiver when the earliest deadline falls due.

The rows are the memory of time; the scheduler holds nothing that matters (storage.md, Time).
"""

from __future__ import annotations

from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.receive import Now, Receiver
from storage.database import Database

SAFETY_SECONDS = 20
"""How often the clock looks without being woken: another process may have set a deadline."""


class Clock:
    """Wakes the receiver at the next due instant, and now and then for safety."""

    def __init__(self, database: Database, receiver: Receiver, now: Now) -> None:
        self._database = database
        self._receiver = receiver
        self._now = now
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._at: datetime | None = None

    async def start(self) -> None:
        """Begin to watch the time."""
        self._scheduler.start()
        self._scheduler.add_job(
            self.look, "interval", seconds=SAFETY_SECONDS, id="safety", coalesce=True
        )
        await self.look()

    async def look(self) -> None:
        """Set the alarm to the earliest deadline; ring at once when it has passed."""
        earliest = await self._database.run(lambda store: store.deadlines.earliest())
        if earliest is None:
            return
        if earliest <= self._now():
            self._receiver.waiting.set()
        elif earliest != self._at or self._scheduler.get_job("alarm") is None:
            self._at = earliest
            self._scheduler.add_job(
                self._ring,
                "date",
                run_date=earliest,
                id="alarm",
                replace_existing=True,
                misfire_grace_time=None,
            )

    async def _ring(self) -> None:
        self._receiver.waiting.set()

    def stop(self) -> None:
        """No alarm any more; the deadlines stay."""
        self._scheduler.shutdown(wait=False)
