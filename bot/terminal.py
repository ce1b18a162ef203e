"""Whether somebody watches, and how many columns they have: piped words stay as they are."""

from __future__ import annotations

import shutil
from typing import TextIO

from bot.render.folded import folded


def columns() -> int:
    """The columns of this terminal now; 80 where it does not tell."""
    return shutil.get_terminal_size().columns


def to_fit(words: str, to: TextIO) -> str:
    """Words as they stand best there: broken between words for a terminal, else as they are."""
    return folded(words, columns()) if to.isatty() else words
