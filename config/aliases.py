"""Names of States in English, French and Spanish, read by exact match and never by resemblance."""

from __future__ import annotations

import unicodedata
from functools import cache

from config.reading import table
from coordination.said import Names


@cache
def _states() -> dict[str, Names]:
    read = table("aliases.toml")
    return {code: Names.of({k: row[k] for k in ("en", "fr", "es")}) for code, row in read.items()}


@cache
def _spoken() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, row in table("aliases.toml").items():
        for name in (code, row["en"], row["fr"], row["es"], *row.get("also", ())):
            if found.setdefault(_key(name), code) != code:
                raise ValueError(f"aliases.toml: {name!r} names two States")
    return found


def state_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a State by its code or exact name; None when it is none.

    Case, outer space and the kind of apostrophe or dash do not matter; accents do.
    """
    return _spoken().get(_key(name))


def state_names(code: str) -> Names | None:
    """A State's name in each language; None for a code that is not in the table."""
    return _states().get(code)


def _key(name: str) -> str:
    text = unicodedata.normalize("NFC", name).casefold()
    for typed, plain in (("’", "'"), ("‑", "-"), ("–", "-"), ("\u00a0", " ")):
        text = text.replace(typed, plain)
    return " ".join(text.split())
