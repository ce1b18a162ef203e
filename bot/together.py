"""What comes while a transaction is under way shares the next one: one trip to the disk for all."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from storage.database import Database, Unavailable
from storage.store import Store

T = TypeVar("T")
Work = Callable[[Store], Any]
MOST = 50
"""How many share a transaction: others wait for it meanwhile."""


class Together:
    """Runs works in the order in which they came; one that fails undoes no other."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[tuple[Work, asyncio.Future[Any]]] = deque()
        self._under_way = False
        self._running: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[Store], T]) -> T:
        """As `Database.run`, for a work that may be tried again."""
        if self._under_way:
            done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
            self._waiting.append((work, done))
            return await done
        # Nobody waits before it: it needs no task of its own, which would take its turn twice.
        self._under_way = True
        try:
            return await self._database.run(work)
        finally:
            if self._waiting:
                self._running = asyncio.create_task(self._all())
            else:
                self._under_way = False

    async def _all(self) -> None:
        try:
            while self._waiting:
                number = min(len(self._waiting), MOST)
                await self._several([self._waiting.popleft() for _ in range(number)])
        finally:
            self._under_way = False

    async def _several(self, some: list[tuple[Work, asyncio.Future[Any]]]) -> None:
        try:
            found = await self._database.run(lambda store: [work(store) for work, _ in some])
        except Unavailable as away:
            for _, done in some:
                _fail(done, away)
        except Exception as fault:  # noqa: BLE001 - whose it is will be seen when each is tried alone
            if len(some) == 1:
                _fail(some[0][1], fault)
                return
            for work, done in some:
                await self._alone(work, done)
        else:
            for (_, done), result in zip(some, found, strict=True):
                if not done.done():
                    done.set_result(result)

    async def _alone(self, work: Work, done: asyncio.Future[Any]) -> None:
        try:
            result = await self._database.run(work)
        except Exception as fault:  # noqa: BLE001 - it is raised where the work came from
            _fail(done, fault)
        else:
            if not done.done():
                done.set_result(result)


def _fail(done: asyncio.Future[Any], fault: Exception) -> None:
    if not done.done():
        done.set_exception(fault)
