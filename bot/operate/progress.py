"""How far long work is, on a line of its own that is written over; nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from bot.render.pages import text
from bot.render.reader import Reader
from coordination.said import Said

_WIPE = "\r\x1b[K"
_SECONDS = 0.1


class Progress:
    """Shows the newest state at most ten times a second, and leaves no trace of itself."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def show(self, said: Said) -> None:
        if self._watched and time.monotonic() >= self._next:
            self._next = time.monotonic() + _SECONDS
            sys.stderr.write(_WIPE + text(said, Reader()))
            sys.stderr.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._watched:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
