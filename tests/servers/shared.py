"""What all workers of a run share: the first one who asks makes it, the run's end ends it."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.servers import postgres
from tests.servers.guard import test_run

ROOT = Path(__file__).parent.parent.parent
READY_SECONDS = 60.0


def once(meeting_place: Path, name: str, make: Callable[[], str]) -> str:
    """What `make` gave to the first worker who asked; the others wait for it."""
    note = meeting_place / f"{name}.made"
    with (meeting_place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            note.write_text(make())
    return note.read_text()


def shared_postgres(meeting_place: Path) -> postgres.Postgres:
    """The run's PostgreSQL; `meeting_place` is a folder that all workers of the run know."""
    base = Path(once(meeting_place, "postgres", lambda: str(_started())))
    return postgres.Postgres(base, Path((base / "programs").read_text()))


def _started() -> Path:
    base = postgres.folder()
    log = (base / "guard.log").open("wb")
    guard = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.postgres", base, str(test_run())],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,  # Ctrl-C ends pytest; the guard then ends the server
    )
    log.close()
    end = time.monotonic() + READY_SECONDS
    while not (base / "ready").exists():
        if guard.poll() is not None or time.monotonic() > end:
            guard.kill()
            shutil.rmtree(base, ignore_errors=True)
            raise RuntimeError("PostgreSQL for the tests did not start")
        time.sleep(0.02)
    guard.returncode = 0  # it outlives this worker on purpose: no warning that it still runs
    return base
