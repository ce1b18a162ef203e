"""The whole live bot within the test, on a machine whose clock and time the test moves."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.contact import Contacted
from bot.run_command import LIVE_NAME, JsonLines, service_of
from bot.serve import Service
from bot.steady import Steady, passed, utc_now
from config.settings import settings
from tests.stories.live_bot import READY_SECONDS, LiveBot


class Machine:
    """Its time goes on as ours does, and further where it is let `pass`; its clock can be set."""

    def __init__(self) -> None:
        self.skipped = timedelta()
        self.set_ahead = timedelta()
        """How far somebody has set the clock wrong."""
        self.shown_wrong = timedelta()
        """How far it always was: nothing jumps, but no other clock agrees."""

    def wall(self) -> datetime:
        return utc_now() + self.set_ahead + self.skipped

    def shown(self) -> datetime:
        """What the clock shows beside one that is right, however much time was let pass."""
        return utc_now() + self.set_ahead + self.shown_wrong

    def passed(self) -> float:
        return passed() + self.skipped.total_seconds()

    def now(self) -> datetime:
        """What a clock that nobody has set shows."""
        return utc_now() + self.skipped

    def passes(self, minutes: float) -> None:
        self.skipped += timedelta(minutes=minutes)


class _Lines(logging.Handler):
    def __init__(self, told: Callable[[str], None]) -> None:
        super().__init__()
        self._told = told
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self._told(self.format(record))


@dataclass
class BotHere(LiveBot):
    """As a process of its own, but its service and its machine are at hand."""

    machine: Machine = field(default_factory=Machine)
    _service: Service | None = None
    _serving: asyncio.Task[None] | None = None
    _handler: _Lines | None = None

    @property
    def service(self) -> Service:
        assert self._service is not None
        return self._service

    async def start(self) -> None:
        self.config.write_text(self._settings())
        self._handler = _Lines(self.log.append)
        for name in ("comity", "bot"):
            logging.getLogger(name).addHandler(self._handler)
            logging.getLogger(name).setLevel(logging.INFO)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("COMITY_")}
        steady = Steady(self.machine.wall, self.machine.passed)
        self._service = await service_of(settings(self.config, clean), steady)
        for platform in self._service.runtime.platforms.values():
            if isinstance(platform, Contacted):
                platform.contact.wall = self.machine.shown
        await self._service.start(LIVE_NAME)
        ready = asyncio.Event()

        async def told() -> None:
            ready.set()

        self._serving = asyncio.create_task(self._service.serve(told))
        await ready.wait()

    async def logs(self, event: str, since: int = 0) -> dict[str, Any]:
        async with asyncio.timeout(READY_SECONDS):
            while True:
                for line in map(json.loads, self.log[since:]):
                    if line["message"] == event:
                        return dict(line)
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        serving, self._serving = self._serving, None
        if serving is None:
            return
        serving.cancel()
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await serving
        finally:
            await self.service.close()
            for name in ("comity", "bot"):
                if self._handler is not None:
                    logging.getLogger(name).removeHandler(self._handler)
