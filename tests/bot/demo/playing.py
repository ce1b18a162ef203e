"""The demonstration as a process, and what it shows at the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
FIRST_TYPED = "You speak as one person in one room."
"""The last that it says before it listens."""


class Demo:
    """`comity demo` in a folder of its own; `said` is what it has shown until now."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""

    @classmethod
    async def start(cls, temporary: Path, *options: str, typing: bool = False) -> Demo:
        """Start it; without somebody typing, nobody stands at the terminal."""
        stdin = asyncio.subprocess.PIPE if typing else asyncio.subprocess.DEVNULL
        return cls(
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "demo", *options),
                cwd=ROOT,
                env=os.environ | {"TMPDIR": str(temporary)},
                stdin=stdin,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
            )
        )

    async def shown(self, words: str, seconds: float = 60) -> str:
        """Wait until it shows them; gives what it has shown since it was last asked."""
        assert self.process.stdout is not None
        seen = ""
        async with asyncio.timeout(seconds):
            async for line in self.process.stdout:
                seen += line.decode()
                if words in seen:
                    self.said += seen
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
