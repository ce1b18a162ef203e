"""`make demo` on a machine that has done it before: how soon one may type."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.figure import Figure, alone
from tests.bot.demo.playing import FIRST_TYPED, ROOT

STARTS = 5
SECONDS = 15.0


async def measure(folder: Path, told: Callable[[str], None]) -> list[Figure]:
    """Start it once so that everything is installed, then again and again from nothing."""
    await _started(folder)
    seconds = []
    for number in range(STARTS):
        seconds.append(await _started(folder))
        told(f"demonstration {number + 1} of {STARTS}: {seconds[-1]:.1f} s")
    return [alone("make demo, not for the first time, until one may type (s)", seconds, SECONDS)]


async def _started(folder: Path) -> float:
    """Seconds from the command to its first prompt; it has ended when this returns."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *("make", "--silent", "demo"),
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    async with asyncio.timeout(600):
        async for line in process.stdout:
            if FIRST_TYPED in line.decode():
                break
        else:
            raise RuntimeError("the demonstration has not started")
        lasted = perf_counter() - began
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: make would not hand it on
        await process.wait()
    return lasted
