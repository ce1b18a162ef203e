"""Files that only we may read, written whole, and never over another without being told to."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cli.shared import Stop, say
from coordination.said import Said


def replaced(there: Sequence[Path], *, asking: bool) -> None:
    """Raises `Stop` unless nothing is there or somebody at the terminal lets it be replaced."""
    for path in there:
        if not asking:
            raise Stop(Said("cli.file_there", path=str(path)))
        say(Said("init.replace", path=str(path)))
        if sys.stdin.readline().strip().casefold() not in ("yes", "y"):
            raise Stop(Said("init.nothing_written"))


def place(path: Path, content: bytes) -> None:
    """Write a file with mode 0600: whole under its name, or not at all; raises `Stop` where not."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new(draft, content)
        draft.replace(path)
    except OSError as wrong:
        draft.unlink(missing_ok=True)
        raise Stop(Said("cli.not_written", path=str(path), why=str(wrong.strerror))) from None


def new(path: Path, content: bytes) -> None:
    """Write a file with mode 0600 where there is none; what cannot be written whole is removed.

    Raises OSError.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink()
        raise
