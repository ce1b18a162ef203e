"""Platforms are signed in to, furnished and listened to; what fails is tried again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.backoff import STEADY, Backoff, reason
from bot.contact import Contacted
from bot.lead import Lead
from bot.rooms import Busy, Impossible, Platform, SignedOut, Unclear
from bot.runtime import Runtime
from commands.speaker import CONSOLE
from storage.database import Unavailable

_log = logging.getLogger("comity.attend")
SOON_SECONDS, LATE_SECONDS = 1.0, 5.0
"""After which a platform that ended is first tried again: where waiting may mend it, or not."""
ONE_DEVICE = frozenset({"matrix"})
"""Platforms that only the leader speaks with: they know us by one device and its keys."""
With = Callable[[Platform], Awaitable[None]]


class Attending:
    """All platforms of one process."""

    def __init__(
        self,
        platforms: Mapping[str, Platform],
        runtime: Runtime,
        lead: Lead,
        furnish: With,
        listen: With,
    ) -> None:
        self._platforms, self._furnish = platforms, furnish
        self._runtime, self._lead, self._listen = runtime, lead, listen
        self.late: set[str] = set()
        """Platforms that could not start, or that ended."""
        self.up: set[str] = set()
        """Platforms that this process is signed in to."""
        self.refused: dict[str, str] = {}
        """Those of them that refuse us, with the platform's code: an operator must act."""
        self._backoff = {name: Backoff() for name in platforms}
        runtime.sender.open.clear()

    async def start(self) -> None:
        """Sign in where this process may; raises where none of the platforms can start."""
        faults = []
        for platform in self._mine():
            try:
                await self._begin(platform)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the others go on
                self._away(platform, fault)
                faults.append(fault)
        if faults and self.late >= self._real and not all(map(_heals, faults)):
            raise faults[0]

    async def keep(self, platform: Platform) -> None:
        """Listen to one platform for ever: while this process leads, where only one may."""
        if platform.name not in ONE_DEVICE:
            await self._attend(platform)
            return
        while True:
            await self._lead.won.wait()
            if await self._ended_while_leading(platform):
                return
            await self._leave(platform)

    async def _ended_while_leading(self, platform: Platform) -> bool:
        """Listen until the lead is lost (False), or until the platform ends by itself (True)."""
        attending = asyncio.create_task(self._attend(platform))
        losing = asyncio.create_task(self._lead.lost.wait())
        try:
            await asyncio.wait({attending, losing}, return_when=asyncio.FIRST_COMPLETED)
            if attending.done():
                attending.result()
                return True
            return False
        finally:
            attending.cancel()
            losing.cancel()
            await asyncio.gather(attending, losing, return_exceptions=True)

    @property
    def _real(self) -> set[str]:
        """The platforms that may fail: not the terminal."""
        return set(self._platforms) - {CONSOLE}

    def _mine(self) -> list[Platform]:
        every = self._platforms.values()
        return [one for one in every if self._lead.leads or one.name not in ONE_DEVICE]

    async def _begin(self, platform: Platform) -> None:
        await platform.start()
        self.up.add(platform.name)
        self.refused.pop(platform.name, None)
        self._runtime.sender.open.add(platform.name)
        if self._lead.leads:
            await self._furnish(platform)
        self._runtime.receiver.made.set()

    async def _leave(self, platform: Platform) -> None:
        """Another process leads: it signs in with our device once we have signed off."""
        self._gone(platform)
        await platform.close()
        _log.info("platform_left", extra={"platform": platform.name})

    def _gone(self, platform: Platform) -> None:
        self.up.discard(platform.name)
        self._runtime.sender.open.discard(platform.name)
        if isinstance(platform, Contacted):
            platform.contact.there = False

    def _away(self, platform: Platform, fault: Exception) -> None:
        self.late.add(platform.name)
        self._gone(platform)
        if code := refusal(fault):
            self.refused[platform.name] = code
        backoff = self._backoff[platform.name]
        if not backoff.tells(asyncio.get_running_loop().time()):
            return
        host = platform.contact.host if isinstance(platform, Contacted) else ""
        extra = {"platform": platform.name, "fault": reason(fault), "host": host}
        extra |= {"code": str(getattr(fault, "code", "")), "before": str(backoff.untold)}
        backoff.untold = 0
        _log.error("platform_away", extra=extra, exc_info=fault)

    def _again(self, platform: Platform, fault: Exception) -> bool:
        """Whether to try again with the only platform: once it has been up, whatever it was.

        A disk that is full can end it in many ways; a token that is not known any more is final.
        """
        known = platform.name in self.up or platform.name in self.late
        return _heals(fault) or (known and not _final(fault))

    def _listened(self, platform: Platform, since: float) -> float:
        """For how long it has been listened to; 0 where it could not even be started."""
        there = platform.name in self.up
        return asyncio.get_running_loop().time() - since if there else 0.0

    async def _attend(self, platform: Platform) -> None:
        """Listen, from when it can start; again after it ended, where that may heal."""
        now = asyncio.get_running_loop().time
        while True:
            since = now()
            try:
                if platform.name not in self.up:
                    await self._begin(platform)
                    _log.info("platform_started", extra={"platform": platform.name})
                self.late.discard(platform.name)
                since = now()
                await self._listen(platform)
            except Exception as fault:
                if len(self._real) < 2 and not self._again(platform, fault):
                    raise
                backoff, listened = self._backoff[platform.name], self._listened(platform, since)
                if listened >= STEADY:
                    backoff.back()
                self._away(platform, fault)
                first = SOON_SECONDS if _heals(fault) else LATE_SECONDS
                await asyncio.sleep(backoff.seconds(first, listened))
            else:
                return


def _heals(fault: BaseException) -> bool:
    """Whether waiting may mend it: not a token that is not known any more."""
    if isinstance(fault, BaseExceptionGroup):
        return all(map(_heals, fault.exceptions))
    mends = isinstance(fault, Busy | Unclear | Unavailable | BlockingIOError)
    return mends and not _final(fault)


def refusal(fault: BaseException) -> str:
    """The code with which a platform refuses us; empty where it does not."""
    if isinstance(fault, BaseExceptionGroup):
        return next(filter(None, map(refusal, fault.exceptions)), "")
    return fault.code if isinstance(fault, SignedOut | Impossible) else ""


def _final(fault: BaseException) -> bool:
    """Whether an operator must act, and the process had better end loudly."""
    if isinstance(fault, BaseExceptionGroup):
        return any(map(_final, fault.exceptions))
    return isinstance(fault, SignedOut)
