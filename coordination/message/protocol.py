"""The order in which States stand in a letter: by their names in the letter's own language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping


def in_order(names: Mapping[str, str]) -> tuple[str, ...]:
    """The codes, by name; letters with accents stand with those without."""
    return tuple(sorted(names, key=lambda code: (_plain(names[code]), names[code], code)))


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum() or sign.isspace())
