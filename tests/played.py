"""Rehearsals that several tests look at: each is played once, where all of them run."""

from __future__ import annotations

import atexit
import io
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.rehearse.command import rehearse
from bot.rehearse.process import Nursery
from tests.servers.memory import place

NURSERY = Nursery()
"""Of which the bots of all rehearsals in this worker are forked: what they load is loaded once."""
atexit.register(NURSERY.__exit__)


@dataclass(frozen=True)
class Play:
    """What `comity rehearse FILE --json` answered: its code, its objects, its last words."""

    code: int
    lines: tuple[str, ...]
    told: str


@cache
def played(file: Path) -> Play:
    """The play of this file on an SQLite database of its own, in memory."""
    out, err = io.StringIO(), io.StringIO()
    with TemporaryDirectory(dir=place()) as folder, redirect_stdout(out), redirect_stderr(err):
        key = Path(folder) / "master.key"
        code = rehearse(file, f"sqlite:///{folder}/own.db", True, key, NURSERY)
    lines = tuple(out.getvalue().splitlines())
    return Play(code, lines, "\n".join((*lines[-3:], err.getvalue())))


def in_one_process(files: Iterable[Path]) -> list[Any]:
    """The files as parameters; the tests of one file run in the same worker."""
    return [
        pytest.param(file, id=file.stem, marks=pytest.mark.xdist_group(file.stem)) for file in files
    ]
