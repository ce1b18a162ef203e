"""What people call a thing for which no command has the name (topics.toml)."""

from __future__ import annotations

from functools import cache

from config.reading import table


@cache
def topics() -> dict[str, tuple[str, ...]]:
    """The commands that each everyday word leads to, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for command, by_language in table("topics.toml").items():
        for word in dict.fromkeys(word for words in by_language.values() for word in words):
            found[word.casefold()] = (*found.get(word.casefold(), ()), command)
    return found
