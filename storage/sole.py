"""A database on SQLite has one process that serves it: it takes up what it was itself sending.

A second one would send the same once more. PostgreSQL shares itself out (see `leader`).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from storage.connect import address, is_sqlite


class Taken(Exception):
    """Another process serves this database."""


@contextmanager
def sole(url: str) -> Iterator[None]:
    """Be the one process that serves the database; raises `Taken` while another one does.

    The mark is a file beside the database's own: whoever closes a file of SQLite's takes SQLite's
    own locks from it. The machine takes the mark away when the process ends, however it ends.
    """
    if not is_sqlite(url):
        yield
        return
    mark = os.open(f"{address(url).database}-served", os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken from None
        yield
    finally:
        os.close(mark)
