"""The files that go with the rows: a small SQLite file is copied whole while it is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.backup.archive import Beside

_BEGINNING = b"SQLite format 3\x00"
_PASSING = {"lock"}
_UNFINISHED = (".lock", ".new", "-wal", "-shm", "-journal")


def in_folder(part: str, folder: Path) -> list[Beside]:
    """Every file of a folder; databases last, so that no token is newer than its keys."""
    if not folder.is_dir():
        return []
    files = [one for one in sorted(folder.iterdir()) if one.is_file() and _stays(one)]
    databases = [one for one in files if _is_database(one)]
    plain = [one for one in files if one not in databases]
    return [
        *(Beside(part, one.name, one.read_bytes()) for one in plain),
        *(Beside(part, one.name, _snapshot(one)) for one in databases),
    ]


def _stays(file: Path) -> bool:
    """Whether it is more than a lock, a draft, or a database's own journal."""
    return file.name not in _PASSING and not file.name.endswith(
        (".new", "-wal", "-shm", "-journal")
    )


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_BEGINNING)) == _BEGINNING


def _snapshot(file: Path) -> bytes:
    """The database as it is at one instant, whoever writes to it meanwhile."""
    with (
        closing(sqlite3.connect(file, timeout=10)) as source,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        source.backup(copy)
        return copy.serialize()
