"""The bot in a Python of its own, as an operator starts it: nothing is loaded before."""

from __future__ import annotations

import asyncio
import os
import sys

from tests.stories.live_bot import LiveBot
from tests.stories.nursery import ROOT


class FreshBot(LiveBot):
    """As `LiveBot`, where what a start costs, or what surrounds the process, is the claim."""

    @property
    def within(self) -> tuple[str, ...]:
        """The command in which it is started, if any."""
        return ()

    async def _begun(self, words: tuple[str, ...]) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(*self.within, sys.executable, "-m", "bot", *words),
            cwd=ROOT,
            env={k: v for k, v in os.environ.items() if not k.startswith("COMITY_")},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )
