"""A platform that listens, and what it heard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.rooms import Platform, Security
from commands.heard import Incoming

Listening = TypeVar("Listening", bound=Platform)
Found = TypeVar("Found")


class Hearing(Generic[Listening]):
    """Keeps what the platform hands over; `fail` makes the receipts fail for which it is true."""

    def __init__(self, platform: Listening) -> None:
        self.platform = platform
        self.heard: list[Incoming] = []
        self.changes: list[tuple[str, Security]] = []
        self.unreadable: list[tuple[str, str, str]] = []
        self.fail: Callable[[Incoming], bool] = lambda _: False
        self.looks = asyncio.Event()
        """Whether somebody looks at what changes; else it waits to be looked at."""
        self.looks.set()
        self._news = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    async def listens(self) -> None:
        self._task = asyncio.create_task(
            self.platform.listen(self._receive, self._changed, self._unreadable)
        )

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self.platform.close()

    async def ended(self) -> BaseException | None:
        """Wait until listening ended by itself; gives the reason."""
        assert self._task is not None
        await asyncio.wait([self._task], timeout=20)
        assert self._task.done()
        task, self._task = self._task, None
        return task.exception()

    async def hears(self, text: str, timeout: float = 40) -> Incoming:
        return await self._until(
            lambda: next((i for i in self.heard if i.text == text), None), timeout
        )

    async def learns(self, room: str, *reasons: str) -> Security:
        def found() -> Security | None:
            last = [s for r, s in self.changes if r == room]
            return last[-1] if last and last[-1].reasons == reasons else None

        return await self._until(found)

    async def _until(self, found: Callable[[], Found | None], timeout: float = 40) -> Found:
        async with asyncio.timeout(timeout):
            while True:
                if self._task is not None and self._task.done():
                    self._task.result()
                result = found()
                if result is not None:
                    return result
                async with self._news:
                    await self._news.wait()

    async def _receive(self, incoming: Incoming, *_: object) -> None:
        if self.fail(incoming):
            raise ConnectionError("the database is not there")
        self.heard.append(incoming)
        await self._tell()

    async def _changed(self, room: str, security: Security) -> None:
        await self.looks.wait()
        self.changes.append((room, security))
        await self._tell()

    async def _unreadable(self, room: str, event: str, account: str) -> None:
        self.unreadable.append((room, event, account))
        await self._tell()

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()
