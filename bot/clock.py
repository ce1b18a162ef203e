"""The alarm: APScheduler wakes the receiver when the earliest deadline falls due.

The rows are the memory of time; the scheduler holds nothing that matters (storage.md, Time). It
goes by the machine's clock, and we go by our own (`bot.steady`): it is told the seconds that are
left, and is set anew when the machine's clock has jumped.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.receive import Receiver
from bot.steady import Now, utc_now
from storage.database import Database, Unavailable

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
        """Begin to watch the time; a database that is away is looked at later."""
        self._scheduler.start()
        await self.again()

    async def again(self) -> None:
        """Set every alarm anew: the machine's clock may have jumped."""
        self._at = None
        self._scheduler.add_job(
            self._safely,
            "interval",
            seconds=SAFETY_SECONDS,
            id="safety",
            coalesce=True,
            replace_existing=True,
            misfire_grace_time=None,
        )
        await self._safely()

    async def _safely(self) -> None:
        try:
            await self.look()
        except Unavailable:
            self._at = None

    async def look(self) -> None:
        """Set the alarm to the earliest deadline; ring at once when it has passed."""
        earliest = await self._database.run(lambda store: store.deadlines.earliest())
        if earliest is None:
            return
        left = earliest - self._now()
        if left <= timedelta(0):
            self._receiver.waiting.set()
        elif earliest != self._at or self._scheduler.get_job("alarm") is None:
            self._at = earliest
            self._scheduler.add_job(
                self._ring,
                "date",
                run_date=utc_now() + left,
                id="alarm",
                replace_existing=True,
                misfire_grace_time=None,
            )

    async def _ring(self) -> None:
        self._receiver.waiting.set()

    def stop(self) -> None:
        """No alarm any more; the deadlines stay."""
        self._scheduler.shutdown(wait=False)
