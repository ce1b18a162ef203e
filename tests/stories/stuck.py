"""A database in which nobody else can write for a while, as if its disk stood still."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager


@contextmanager
def stuck(url: str) -> Iterator[None]:
    """Hold the pen of this SQLite database; whoever wants to write waits."""
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as pen:
        pen.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            pen.execute("ROLLBACK")
