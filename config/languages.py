"""The languages in which the bot can speak: those that have a folder of words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def languages() -> tuple[str, ...]:
    """Their codes, in order."""
    folders = (files("config") / "locale").iterdir()
    return tuple(sorted(one.name for one in folders if (one / "LC_MESSAGES").is_dir()))
