"""Keeps a server for as long as the test run lives, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import time


def wait_for_end_of(pid: int) -> None:
    """Return when the process has ended, or when this one is asked to end."""
    asked = False

    def ask(_signal: int, _frame: object) -> None:
        nonlocal asked
        asked = True

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    while not asked and _lives(pid):
        time.sleep(0.1)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def test_run() -> int:
    """The process of the whole run: pytest itself, or what started this worker of it."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
