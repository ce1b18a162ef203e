"""How calls of the bot go wrong: which ones, how often, and in what way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

Fits = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True)
class Busy:
    """429, and when to try again; nothing was done."""

    seconds: int = 1


@dataclass(frozen=True)
class Broken:
    """An error of Slack's own machines; nothing was done."""

    status: int = 503


@dataclass(frozen=True)
class No:
    """Slack answers that it will not, with this error code."""

    error: str


@dataclass(frozen=True)
class Late:
    """It is done only after so many seconds: what came later may be done earlier."""

    seconds: float


@dataclass(frozen=True)
class Lost:
    """It is done, but the answer never comes; or nothing is done either."""

    done: bool = True


@dataclass
class Held:
    """It waits: before it is done, or done and unanswered; until it is released or cut off."""

    done: bool = False
    first: Mapping[str, Any] | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    passes: asyncio.Event = field(default_factory=asyncio.Event)
    cut: bool = False

    async def caught(self, timeout: float = 60) -> Mapping[str, Any]:
        """Wait until a call is held; gives its arguments."""
        async with asyncio.timeout(timeout):
            await self.reached.wait()
        assert self.first is not None
        return self.first

    async def wait(self, arguments: Mapping[str, Any]) -> bool:
        """Whether it may go on, at last."""
        self.first = self.first or arguments
        self.reached.set()
        await self.passes.wait()
        return not self.cut

    def release(self, *, cut: bool = False) -> None:
        """Let it go on, or cut the line."""
        self.cut = cut
        self.passes.set()


Way = Busy | Broken | No | Late | Lost | Held


@dataclass
class Spoiled:
    """One thing that goes wrong, so often or so long."""

    way: Way
    method: str
    fits: Fits
    times: float
    until: float

    def takes(self, method: str, arguments: Mapping[str, Any]) -> bool:
        """Whether this call goes wrong; counts it."""
        live = self.times > 0 and time.monotonic() < self.until
        if not (live and fnmatchcase(method, self.method) and self.fits(arguments)):
            return False
        self.times -= 1
        return True


def always(_arguments: Mapping[str, Any]) -> bool:
    return True
