"""What comes before a transaction has begun shares it: one trip to the disk for all."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from storage.database import Database, Unavailable
from storage.store import Store

T = TypeVar("T")
Work = Callable[[Store], Any]
Waiting = tuple[Work, asyncio.Future[Any]]
MOST = 50
"""How many share a transaction: others wait for it meanwhile."""


class Together:
    """Runs works in the order in which they came; one that fails undoes no other."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[Waiting] = deque()
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
        others: list[Waiting] = []
        try:
            return await self._with_others(work, others)
        finally:
            if others or self._waiting:
                self._running = asyncio.create_task(self._all(others))
            else:
                self._under_way = False

    async def _all(self, others: list[Waiting]) -> None:
        """Those that are left have to be tried alone; then whoever waits."""
        try:
            while others or self._waiting:
                for work, done in others:
                    await _settled(done, self._database.run(work))
                others = []
                if self._waiting:
                    work, done = self._waiting.popleft()
                    await _settled(done, self._with_others(work, others))
                await asyncio.sleep(0)  # who is answered goes first, and who comes now shares
        finally:
            self._under_way = False

    async def _with_others(self, work: Callable[[Store], T], others: list[Waiting]) -> T:
        """Run this and whoever has come when its transaction begins.

        Those `others` are left in their list where it cannot be told what came of them.
        """
        try:
            mine, theirs = await self._database.run(partial(self._several, work, others))
        except Unavailable as away:
            for _, done in others:
                _fail(done, away)
            others.clear()
            raise
        except asyncio.CancelledError:
            others.insert(0, _its_end())  # it may go on without us, and take more of them
            raise
        except Exception:
            if not others:
                raise
            return await self._database.run(work)  # whose fault it is will be seen alone
        for (_, done), result in zip(others, theirs, strict=True):
            if not done.done():
                done.set_result(result)
        others.clear()
        return mine

    def _several(
        self, work: Callable[[Store], T], others: list[Waiting], store: Store
    ) -> tuple[T, list[Any]]:
        """In the transaction: this one, and whoever has come by now; a repeat has them already."""
        mine, theirs = work(store), [other(store) for other, _ in others]
        while self._waiting and len(others) < MOST - 1:
            others.append(self._waiting.popleft())
            theirs.append(others[-1][0](store))
        return mine, theirs


def _its_end() -> Waiting:
    """Nothing to do, and nobody who waits for it: it is done once what began before it is."""
    nobody = asyncio.get_running_loop().create_future()
    nobody.cancel()
    return (lambda _: None), nobody


async def _settled(done: asyncio.Future[Any], running: Awaitable[Any]) -> None:
    """Tell whoever waits for it what came of it."""
    try:
        result = await running
    except Exception as fault:  # noqa: BLE001 - it is raised where the work came from
        _fail(done, fault)
    else:
        if not done.done():
            done.set_result(result)


def _fail(done: asyncio.Future[Any], fault: Exception) -> None:
    if not done.done():
        done.set_exception(fault)
