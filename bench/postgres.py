"""A PostgreSQL for one run of the benchmark, as durable as one in use: every commit is on disk.

As a program (`python -m bench.postgres FOLDER PID`) it keeps one until that process ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import postgres

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


@contextmanager
def server() -> Iterator[postgres.Postgres]:
    """Start it, and leave nothing behind."""
    base = postgres.folder()
    command = [sys.executable, "-m", "bench.postgres", str(base), str(os.getpid())]
    keeper = subprocess.Popen(command, start_new_session=True)
    try:
        while not (base / "ready").exists():
            if keeper.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.05)
        yield postgres.Postgres(base, Path((base / "programs").read_text()))
    finally:
        keeper.terminate()
        keeper.wait()


if __name__ == "__main__":
    postgres.SETTINGS.update(DURABLE)
    postgres.main(Path(sys.argv[1]), int(sys.argv[2]))
