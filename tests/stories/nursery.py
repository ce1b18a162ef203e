"""One process that has loaded all that a bot needs, and the bots that are forked from it.

Each is a process like any other, which ends alone when it is killed; only its start is quicker.
`python -m tests.stories.nursery FD` is the first one: it is told on that socket what to do.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 1 << 16
LONGEST_WAIT = 60
"""Seconds until a process that was told to end is taken for one that does not."""


@dataclass
class Forked:
    """A process that is not our own child, as far as asyncio's own kind is used."""

    pid: int
    stderr: asyncio.StreamReader
    returncode: int | None = None
    """Something where it has ended; its exit code is nobody's to know."""

    def send_signal(self, sign: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, sign)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """Return when nothing of it is left: no lock, no open file; raises `TimeoutError`."""
        with suppress(ProcessLookupError):
            async with asyncio.timeout(LONGEST_WAIT):
                while True:
                    os.kill(self.pid, 0)
                    await asyncio.sleep(0.005)
        self.returncode = 0
        return 0


class Nursery:
    """The first process, as long as this one lives."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        words = (sys.executable, "-m", "tests.stories.nursery", str(theirs.fileno()))
        env = {k: v for k, v in os.environ.items() if not k.startswith("COMITY_")}
        self._process = subprocess.Popen(
            words,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    async def start(self, words: tuple[str, ...]) -> Forked:
        """Begin `comity` with these words."""
        reading, writing = os.pipe()
        socket.send_fds(self._ours, [json.dumps(words).encode()], [writing])
        os.close(writing)
        pid = int(self._ours.recv(LONGEST))
        reader = asyncio.StreamReader(limit=1 << 20)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reading, "rb")
        )
        return Forked(pid, reader)

    def end(self) -> None:
        self._ours.close()
        self._process.wait()


@cache
def nursery() -> Nursery:
    """The one of this worker, made when a bot is first started."""
    made = Nursery()
    atexit.register(made.end)
    return made


def serve(told: socket.socket) -> None:
    """Fork a bot for each message; its standard error is what came with the message."""
    import bot.cli.running
    import bot.matrix.platform
    import bot.slack.platform  # noqa: F401 - loaded once, for every bot
    from bot.__main__ import main

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    gc.freeze()
    while True:
        message, files, _, _ = socket.recv_fds(told, LONGEST, 1)
        if not message:
            return
        if pid := os.fork():
            os.close(files[0])
            told.sendall(str(pid).encode())
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        told.close()
        os.dup2(files[0], 2)
        os.close(files[0])
        sys.exit(main(json.loads(message)))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
