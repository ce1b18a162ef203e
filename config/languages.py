"""The languages in which the bot can speak, and those in which it can only write a paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from config.reading import table


@cache
def languages() -> tuple[str, ...]:
    """The codes of those with every word, in order: a person may choose one of them."""
    return tuple(one for one in paper_languages() if one not in papers_only())


@cache
def by_name() -> dict[str, str]:
    """The codes of the languages by what people call them, casefolded."""
    called = table("wording.toml")["called"]
    return {name: code for code in languages() for name in called.get(code, ())}


@cache
def paper_languages() -> tuple[str, ...]:
    """The codes of those with every word of an instruction sheet, in order."""
    folders = (files("config") / "locale").iterdir()
    return tuple(sorted(one.name for one in folders if (one / "LC_MESSAGES").is_dir()))


@cache
def papers_only() -> frozenset[str]:
    """Those in which only sheets are written: a page in one of them would be half English."""
    return frozenset(table("wording.toml")["words"]["papers_only"])
