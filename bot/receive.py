"""Durable receipt, then performing in order of receipt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.metrics import Metrics, seconds
from bot.steady import Now
from bot.together import Together
from commands.admit import admit
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.perform import Performed, Trying, give_up, perform_due, perform_next
from storage.database import Database, Unavailable
from storage.receipt import Kept
from storage.store import Store

T = TypeVar("T")
_log = logging.getLogger("comity.receive")

AGAIN = 1.0
"""Seconds until what waits is tried again where the database is away."""
BATCH = 200
"""How many due deadlines one transaction performs, a savepoint each."""


class Receiver:
    """Hears, keeps, and performs; one at a time, in the order of the receipts."""

    def __init__(
        self,
        database: Database,
        deployment: Deployment,
        now: Now,
        metrics: Metrics | None = None,
    ) -> None:
        self._database = database
        self._together = Together(database)
        self._metrics = metrics or Metrics()
        self._deployment = deployment
        self._now = now
        self._turn = asyncio.Lock()
        self._kept: list[tuple[int, Incoming]] = []
        self.waiting = asyncio.Event()
        """Set whenever there may be something to perform."""
        self.made = asyncio.Event()
        """Set whenever something was performed: there may be something to send."""
        self.spread: Callable[[], None] = lambda: None
        """Called whenever something was performed: others may have something to send."""
        self.sending: Callable[[Store], Callable[[], object]] = lambda _: lambda: None
        """Claims what was made, in that transaction; what it gives sends it, once that is kept."""
        self.waiting.set()

    async def hear(
        self, incoming: Incoming, first: Callable[[Store], T | None] | None = None
    ) -> T | None:
        """Returns once the receipt is durable, or once it is clear that nothing is to be kept.

        What `first` finds is given back, and nothing is kept then.
        """

        def work(store: Store) -> tuple[T | None, Kept | None]:
            found = first(store) if first else None
            return found, None if found is not None else admit(store, incoming, self._now())

        found, kept = await self._together.run(work)
        if kept is not None:
            if kept.number is not None:
                if not self._kept:
                    asyncio.get_running_loop().call_soon(self._tell)
                self._kept.append((kept.number, incoming))
            self.waiting.set()  # also for a repeat: who heard it first may have been ended
        return found

    def _tell(self) -> None:
        """What became durable together is counted and logged at once, after its answer."""
        kept, self._kept = self._kept, []
        now, platforms = self._now(), [heard.platform for _, heard in kept]
        for platform in dict.fromkeys(platforms):
            self._metrics.heard.labels(platform).inc(platforms.count(platform))
        for _, heard in kept:
            if heard.sent_at is not None:
                delay = seconds(now, heard.sent_at)
                self._metrics.arriving.labels(heard.platform).observe(delay)
        receipts = [number for number, _ in kept]
        _log.info("heard", extra={"receipts": receipts, "platforms": sorted(set(platforms))})

    async def perform_all(self) -> list[Performed]:
        """Perform every waiting receipt and everything that fell due, until nothing is left."""
        done: list[Performed] = []
        async with self._turn:
            while True:
                performed = await self._next()
                if not performed:
                    return done
                done += performed
                self.made.set()
                self.spread()

    async def _next(self) -> list[Performed]:
        """What was received first, else what fell due; what it says is on its way at once."""
        trying = Trying()
        try:
            done, send = await self._database.run(lambda store: self._perform(store, trying))
            send()
            self._count(done, trying)
        except Unavailable:
            raise
        except Exception:  # a bug in one command must not hold up the others
            _log.exception("perform_failed", extra={"receipt": trying.seq})
            seq = trying.seq
            if seq is None:
                raise
            failed = await self._database.run(
                lambda store: give_up(store, seq, self._deployment, self._now())
            )
            done = [failed] if failed else []
            self._count(done, trying)
        return done

    def _perform(
        self, store: Store, trying: Trying
    ) -> tuple[list[Performed], Callable[[], object]]:
        performed = perform_next(store, self._deployment, self._now(), trying)
        if performed is not None:
            done = [performed]
        else:
            done = perform_due(store, self._deployment, self._now(), BATCH)
        return done, self.sending(store) if done else lambda: None

    def _count(self, done: list[Performed], trying: Trying) -> None:
        if trying.seq is None:
            for one in done:
                self._metrics.deadlines.labels(one.outcome).inc()
            return
        for one in done:
            self._metrics.performed.labels(one.outcome).inc()
            self._metrics.performing.observe(seconds(self._now(), trying.received))

    async def run(self, afterwards: Callable[[], Awaitable[None]]) -> None:
        """Perform whenever something waits, until cancelled; then let the alarm be set."""
        while True:
            await self.waiting.wait()
            self.waiting.clear()
            try:
                await self.perform_all()
                await afterwards()
            except Unavailable:
                _log.warning("database_unavailable")
                self.waiting.set()
                await asyncio.sleep(AGAIN)
