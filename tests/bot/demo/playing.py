"""The demonstration as a process, and what it shows at the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
FIRST_TYPED = "You speak as one person in one room."
"""The last that it says before it listens."""


class Demo:
    """`comity demo`, whose folder is in a folder of the test's."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    @asynccontextmanager
    async def start(
        cls, temporary: Path, *options: str, typing: bool = False
    ) -> AsyncIterator[Demo]:
        """Start it; it has ended when this is left. Nobody is at its terminal, unless typing."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "demo", *options),
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(temporary)},
            stdin=asyncio.subprocess.PIPE if typing else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        demo = cls(process)
        try:
            yield demo
        finally:
            if process.returncode is None:
                await demo.ends(signal.SIGTERM, temporary)

    async def shown(self, words: str, seconds: float = 60) -> str:
        """Wait until it shows them; gives what it has shown since it was last asked."""
        assert self.process.stdout is not None
        seen = ""
        async with asyncio.timeout(seconds):
            async for line in self.process.stdout:
                seen += line.decode()
                if words in seen:
                    return seen
        raise AssertionError(f"the demonstration ended: {seen}")

    async def ready(self) -> str:
        """Wait until something may be typed; gives all that was shown."""
        return await self.shown(FIRST_TYPED, 120)

    async def types(self, line: str) -> None:
        """Type a line at its terminal."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        await self.process.stdin.drain()

    async def ends(self, sign: signal.Signals, folder: Path) -> str:
        """End it, wait until nothing works in the folder any more; gives its last words."""
        assert self.process.stdout is not None
        self.process.send_signal(sign)
        await asyncio.wait_for(self.process.wait(), 60)
        async with asyncio.timeout(60):
            while serving(folder):
                await asyncio.sleep(0.1)
        return (await self.process.stdout.read()).decode()


def serving(folder: Path) -> list[str]:
    """The processes that work in this folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            inside = (place / "cwd").readlink().is_relative_to(folder)
        except OSError:
            continue
        if inside:
            found.append(place.name)
    return found
