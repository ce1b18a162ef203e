"""The outbox leaves for the rooms: in order within a lane, with leases, and again after a fault."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from bot.claimed import Claimed, Note, Places, claimed
from bot.deliver import Frozen, deliver, settled
from bot.few import Few
from bot.live import COALESCE, Dirty, Live
from bot.metrics import Metrics
from bot.patience import Patience
from bot.receive import AGAIN
from bot.rooms import Busy, Impossible, Platform, Unclear
from bot.showing import Ready
from bot.steady import Now
from commands.answer import alert
from commands.deployment import Deployment
from coordination.said import Said
from storage.database import Database, Unavailable
from storage.outbox import Sending
from storage.store import Store

_log = logging.getLogger("comity.sender")
T = TypeVar("T")

LEASE = timedelta(seconds=60)
TRIES = 8
FROZEN_FOR = timedelta(minutes=1)
CALM = 0.02
"""Seconds that the loop leaves to what is sent beside it before it looks again."""
EDITING = 0.25
"""The same, where cards of some platform wait until others there are changed."""
LONGEST_WAIT = 5.0
"""Seconds after which the sender looks again without being woken."""


class Sender:
    """Claims, sends and settles; several may run on one database."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        deployment: Deployment,
        now: Now,
        metrics: Metrics | None = None,
    ) -> None:
        self._database = database
        self._platforms = platforms
        self._deployment = deployment
        self._now = now
        self._metrics = metrics or Metrics()
        self.name = "sender"
        """What our rows are marked with while they are sent; no other process has the same."""
        self.open = set(platforms)
        """The platforms that this process may send to now."""
        self.edits = True
        """Whether this process changes the live cards; one alone does."""
        self.patience = Patience(now)
        self.few = Few(now)
        """Rows of which operators are told that they were put aside."""
        wait = COALESCE if deployment.live else timedelta(0)
        self._live = Live(database, platforms, now, wait, self._metrics)
        self._over: Callable[[], None] | None = None
        """Called whenever something that was sent beside the loop is over; None without a loop."""
        self._places = Places(self._ended)

    async def start(self) -> None:
        """What a former life was sending when it ended is unclear: it is sent again, same key."""
        await self._database.run(lambda store: store.outbox.abandoned(self.name, self._now()))

    async def run(self, made: asyncio.Event) -> None:
        """Send whenever there is something, until cancelled."""
        self._over = made.set
        try:
            while True:
                if self._places.busy:
                    await asyncio.sleep(CALM)
                made.clear()
                try:
                    if not await self._begun():
                        await self._rest(made)
                except Unavailable:
                    _log.warning("database_unavailable")
                    await asyncio.sleep(AGAIN)
        finally:
            self._over = None
            await self._places.finish()

    async def _begun(self) -> bool:
        """Begin to send the head of every lane that is ready, and to change the cards; if any."""
        claimed, cards = await self._database.run(self._look)
        self.take(claimed)
        free = [platform for platform in cards if platform not in self._places.editing]
        for platform in free:
            self._places.edit(platform, self._live.edit(cards[platform], self.open))
        return bool(claimed or free)

    async def _rest(self, made: asyncio.Event) -> None:
        """Wait until something is made, something falls due, or for a little while."""
        now = self._now()
        instants = await self._database.run(self._instants)
        least = EDITING if self._places.editing else 0.01
        seconds = min(((moment - now).total_seconds() for moment in instants), default=LONGEST_WAIT)
        with suppress(TimeoutError):
            # `wait_for` may lose a cancellation that comes as the event is set (Python 3.11).
            async with asyncio.timeout(min(max(seconds, least), LONGEST_WAIT)):
                await made.wait()

    def _instants(self, store: Store) -> list[datetime]:
        """When there is something to send or edit; nothing is sent without a place."""
        free = self._places.free(self.open)
        at = store.outbox.earliest(set(free)) if free else None
        live = self._live.next_at(store) if self.edits else None
        return [moment for moment in (at, live) if moment is not None]

    def claim(self, store: Store, leaving: str = "") -> list[Claimed]:
        """The head of every lane that is ready, ours from now on, with what each needs."""
        free = self._places.free(self.open, leaving)
        if not free:
            return []
        now, most = self._now(), max(free.values())
        items = store.outbox.claim(now, LEASE, most, self.name, set(free))
        return claimed(store, items, now) if items else []

    def claim_made(self, store: Store, leaving: str = "") -> list[Claimed]:
        """The same within the transaction that made it; what is odd there is left to the loop."""
        store.settle()
        try:
            with store.savepoint():
                return self.claim(store, leaving)
        except Exception as odd:  # noqa: BLE001 - a command is not undone by what cannot be sent
            _log.warning("not_claimed", extra={"because": type(odd).__name__})
            return []

    def take(self, claimed: Iterable[Claimed]) -> None:
        """Send these at once, beside the loop, which looks again when one is over."""
        for one in claimed:
            self._places.send(one.item.platform, self._send(one))

    def _ended(self) -> None:
        if self._over is not None:
            self._over()

    async def once(self) -> bool:
        """Send the head of every lane that is ready, and wait for it; whether there was any."""
        claimed, cards = await self._database.run(self._look)
        if claimed:
            notes = await asyncio.gather(*(self._tried(one) for one in claimed))
            cards = await self._noted(lambda store: self._dirty(store, notes))
        await self._live.all(cards, self.open)
        return bool(claimed or cards)

    def _look(self, store: Store) -> tuple[list[Claimed], Dirty]:
        return self.claim(store), self._dirty(store)

    def _dirty(self, store: Store, notes: Iterable[Note] = ()) -> Dirty:
        """The cards to be edited now, once these are noted."""
        for note in notes:
            note(store)
        return self._live.ready(store) if self.edits else {}

    async def drain(self) -> None:
        """Send until nothing may be sent at this instant (a rehearsal's clock stands still)."""
        while await self.once():
            pass

    async def _send(self, claimed: Claimed) -> None:
        self.take(await self._noted(await self._tried(claimed)))

    async def _tried(self, claimed: Claimed) -> Note:
        """Send it; what is given notes what became of it."""
        item = claimed.item
        platform = self._platforms[item.platform]
        began = time.perf_counter()
        try:
            ready = claimed.needed()
            remote = await deliver(item, ready, platform, self._database)
        except Exception as fault:  # noqa: BLE001 - one row must not end the sender
            return self._failed(item, Unclear() if isinstance(fault, Unavailable) else fault)
        self.patience.took(item)
        self._metrics.sends.labels(item.platform, "sent").inc()
        self._metrics.sending.labels(item.platform).observe(time.perf_counter() - began)
        return lambda store: self._settled(store, item, ready, remote)

    async def _noted(self, work: Callable[[Store], T]) -> T:
        """Note what became of a row, as long as it is ours: nobody else may send it meanwhile."""
        until = time.monotonic() + LEASE.total_seconds()
        while True:
            try:
                return await self._database.run(work)
            except Unavailable:
                _log.warning("database_unavailable")
                if time.monotonic() > until:
                    raise
                await asyncio.sleep(AGAIN)

    def _settled(
        self, store: Store, item: Sending, ready: Ready, remote: str | None
    ) -> list[Claimed]:
        """Note that it was shown; where the loop runs, what stood behind it is sent at once."""
        settled(store, item, ready, remote)
        return [] if self._over is None else self.claim_made(store, item.platform)

    def _failed(self, item: Sending, fault: Exception) -> Note:
        told = {"outbox": item.id, "fault": type(fault).__name__, "attempts": item.attempts}
        self._metrics.sends.labels(item.platform, type(fault).__name__.lower()).inc()
        _log.warning("not_sent", extra=told)
        return lambda store: self._settle_fault(store, item, fault)

    def _settle_fault(self, store: Store, item: Sending, fault: Exception) -> list[Claimed]:
        now, error = self._now(), getattr(fault, "code", type(fault).__name__)
        match fault:
            case Busy():
                self.patience.busy(item, fault)
                until = now + timedelta(seconds=fault.seconds)
                store.outbox.pause(item.room, until)
                store.outbox.retry(item, until, "busy", failure=False)
            case Frozen():
                store.outbox.retry(item, now + FROZEN_FOR, "frozen", failure=False)
            case Impossible():
                self.patience.answered(item)
                self._bury(store, item, str(error), now)
            case Unclear():
                counts = self.patience.failed(item)
                if counts and item.attempts + 1 >= TRIES:
                    self._bury(store, item, str(error), now)
                else:
                    at = now + self.patience.wait(item)
                    store.outbox.ambiguous(item, at, str(error), failure=counts)
            case _ if item.attempts + 1 >= TRIES:
                self._bury(store, item, str(error), now)
            case _:
                store.outbox.retry(item, now + self.patience.wait(item), str(error))
        return []

    def _bury(self, store: Store, item: Sending, error: str, now: datetime) -> None:
        """What will never be sent makes way for the rest, and operators are told."""
        self.patience.over(item)
        store.outbox.dead(item, error)
        said = Said("operators.dead_letter", row=item.id, room=item.room, error=error)
        if not item.dedup.startswith("dead:") and self.few.alone(str(item.id)):
            alert(store, said, f"dead:{item.id}", now, self._deployment)
