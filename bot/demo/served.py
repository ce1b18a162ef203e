"""A server on the loopback, in a process that ends with the one that started it."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Self


class NotStarted(Exception):
    """A server ended, or did not answer in time; the text holds the end of its log."""


class Served(ABC):
    """One server on one data folder; everything here blocks (see `asyncio.to_thread`)."""

    name: str
    """What people call it: “the homeserver”."""
    ready_seconds: float
    stop_seconds: float
    look_seconds: float
    """How long between two looks whether it answers."""

    def __init__(self, data: Path) -> None:
        self.data = data.absolute()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """The port, kept with the data so that addresses and sessions outlive a restart."""
        return int((self.data / "port").read_text())

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        process = self._process  # another thread may end it meanwhile
        return process is not None and process.poll() is None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start on the same data and port as before, if any; returns when it answers.

        Raises `NotStarted`.
        """
        self.prepare()
        with (self.data / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                self.command(),
                cwd=self.data,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for us; we then stop it in order
            )
        try:
            self._wait()
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """End it in order; by force when it takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(self.stop_seconds)
        self.kill()

    def kill(self) -> None:
        """End it as a loss of power would (SIGKILL)."""
        process = self._process  # another thread may end it meanwhile
        if process is not None and process.stdin is not None:
            process.kill()
            process.wait()
            process.stdin.close()
        self._process = None

    @abstractmethod
    def prepare(self) -> None:
        """Write what is not there yet into the data folder."""

    @abstractmethod
    def command(self) -> Sequence[str]:
        """What runs, in the data folder."""

    @abstractmethod
    def answers(self) -> None:
        """Ask it for something small; raises `OSError` until it answers."""

    def keep_port(self) -> None:
        """Choose a port, and another one only where the old one is taken."""
        if not (self.data / "port").exists() or not is_free(self.port):
            (self.data / "port").write_text(str(free_port()))

    def _wait(self) -> None:
        end = time.monotonic() + self.ready_seconds
        while self.running and time.monotonic() < end:
            with contextlib.suppress(OSError):
                self.answers()
                return
            time.sleep(self.look_seconds)
        lines = (self.data / "output.log").read_text(errors="replace").splitlines()
        raise NotStarted("\n".join([f"{self.name} did not start:", *lines[-20:]]))


direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Never through a proxy: the server is on this machine."""


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether nobody uses this port of the loopback now."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
