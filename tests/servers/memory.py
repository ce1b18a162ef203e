"""Where files of a test run go: into memory where there is room.

Every transaction waits for the disk, and a database of its own for each test is a thousand files.
What a killed process has written is there for the next one, in memory as on a disk.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108
ENOUGH = 2 << 30
"""Bytes that must be free; containers often have far less."""


def place() -> Path:
    """The folder for temporary files of this machine that is fastest."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    return MEMORY if roomy else Path(tempfile.gettempdir())
