"""The bot as a process on a homeserver of its own: how soon it is ready, and how large it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

from bench.figure import Figure, alone
from bench.places import DIRECTORY
from bot.demo.synapse import Synapse
from storage.database import migrate
from tests.stories.fresh_bot import FreshBot

STARTS = 5
READY_SECONDS = 2.0
MEGABYTES = 120.0


class Bot(FreshBot):
    """The bot of the stories, whose size can be asked."""

    @property
    def megabytes(self) -> float:
        """How much memory it has at most had since it was started (VmHWM), in 10^6 bytes."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024 / 1e6


@asynccontextmanager
async def installed(synapse: Synapse, folder: Path) -> AsyncIterator[Bot]:
    """The bot with the whole demonstration's directory; it has made its rooms and has ended."""
    account = synapse.register("comity", "secret")
    url = f"sqlite:///{folder / 'comity.db'}"
    await migrate(url)
    directory = folder / "directory.toml"
    directory.write_text(DIRECTORY.read_text("utf-8").replace("{server}", "localhost"), "utf-8")
    bot = Bot(account, synapse.url, folder, url)
    await bot.install(directory)
    await bot.start()
    await bot.stop()
    try:
        yield bot
    finally:
        await bot.stop()


async def measure(bot: Bot, told: Callable[[str], None]) -> list[Figure]:
    """Start it again and again; it runs when this returns."""
    seconds, megabytes = [], []
    for number in range(STARTS):
        await bot.stop()
        began = perf_counter()
        await bot.start()
        seconds.append(perf_counter() - began)
        megabytes.append(bot.megabytes)
        told(f"start {number + 1} of {STARTS}: {seconds[-1]:.2f} s, {megabytes[-1]:.0f} MB")
    return [
        alone("start to ready, with its rooms made (s)", seconds, READY_SECONDS),
        alone("memory at its highest until ready (MB)", megabytes, MEGABYTES),
    ]
