"""The order in which States stand on a paper: by their names in the paper's own language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping


def in_order(names: Mapping[str, str]) -> tuple[str, ...]:
    """The codes, by name; letters with accents stand with those without."""
    return tuple(sorted(names, key=lambda code: (*place(names[code]), code)))


def place(name: str) -> tuple[str, str]:
    """What a name is ordered by."""
    return (_plain(name), name)


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum() or sign.isspace())
