"""Rows that are ours to send, and what is being sent, with places for each platform."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.deliver import prepare
from bot.showing import Ready
from storage.database import Unavailable
from storage.outbox import Sending
from storage.store import Store

_log = logging.getLogger("comity.sender")
AT_ONCE = 8
"""How many lanes of one platform are sent at the same time."""
FINISHING = 3.0
"""Seconds that what is being sent has to come to its end, so that nobody must ask what became."""


@dataclass(frozen=True)
class Claimed:
    """A row that is ours to send, with what sending it needs, or why it may not be sent."""

    item: Sending
    ready: Ready | Exception

    def needed(self) -> Ready:
        """What sending it needs; raises what was raised when it was read."""
        if isinstance(self.ready, Exception):
            raise self.ready
        return self.ready


Note = Callable[[Store], list[Claimed]]
"""Notes what became of a row; gives what stood behind it and is ours now."""


def claimed(store: Store, items: Iterable[Sending], now: datetime) -> list[Claimed]:
    """The rows with what each needs; one that is odd must not hold up the others."""
    several = list(items)
    try:
        with store.savepoint():
            return [Claimed(item, prepare(store, item, now)) for item in several]
    except Exception as fault:  # noqa: BLE001 - it is raised where the row is sent
        if len(several) == 1:
            return [Claimed(several[0], fault)]
    return [one for item in several for one in claimed(store, [item], now)]


class Places:
    """What goes on beside the loop; a platform that hangs takes no other's place."""

    def __init__(self, over: Callable[[], None]) -> None:
        """`over` is called whenever something has come to its end."""
        self._over = over
        self._sending: dict[asyncio.Task[None], str] = {}
        self._editing: dict[asyncio.Task[None], str] = {}

    def free(self, platforms: set[str], leaving: str = "") -> dict[str, int]:
        """How many may begin on each platform with a place; one on `leaving` is about to end."""
        taken = list(self._sending.values())
        left = {one: AT_ONCE - taken.count(one) + (one == leaving) for one in platforms}
        return {platform: number for platform, number in left.items() if number > 0}

    @property
    def busy(self) -> bool:
        return bool(self._sending)

    @property
    def editing(self) -> set[str]:
        """Where cards are being changed."""
        return set(self._editing.values())

    def send(self, platform: str, work: Coroutine[Any, Any, None]) -> None:
        self._begin(self._sending, platform, work)

    def edit(self, platform: str, work: Coroutine[Any, Any, None]) -> None:
        self._begin(self._editing, platform, work)

    def _begin(
        self,
        where: dict[asyncio.Task[None], str],
        platform: str,
        work: Coroutine[Any, Any, None],
    ) -> None:
        task = asyncio.create_task(_quietly(work))
        where[task] = platform

        def gone(_: asyncio.Task[None]) -> None:
            where.pop(task, None)
            self._over()

        task.add_done_callback(gone)

    async def finish(self) -> None:
        """Let what was begun come to its end; what takes too long is given up."""
        tasks = [*self._sending, *self._editing]
        if tasks:
            await asyncio.wait(tasks, timeout=FINISHING)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Unavailable:  # the loop finds it again
        _log.warning("database_unavailable")
