"""Names of States in English, French and Spanish, found by exact match only (aliases.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

from coordination.said import Names

_ALSO = "also"
_TYPED = str.maketrans(
    dict.fromkeys("'\u2018\u2019\u02bc\u00b4`.", "")
    | dict.fromkeys("-_\u2010\u2011\u2013", " ")
    | {"&": " and "}
)
"""Signs that people leave out, or type otherwise than the table has them."""


def state_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a State by its code or exact name, or None."""
    return _by_name().get(folded(name))


def state_names(code: str) -> Names | None:
    """What a State is called, or None for a code that is not in the table."""
    found = _table().get(code.upper())
    return Names.of({k: str(name) for k, name in found.items() if k != _ALSO}) if found else None


def every_state() -> dict[str, Names]:
    """All of ISO 3166-1 by code, with what each is called."""
    return {code: names for code in _table() if (names := state_names(code))}


def every_name() -> dict[str, str]:
    """Every code and exact name of a State, `folded`, to its code."""
    return dict(_by_name())


def names_of(code: str) -> tuple[str, ...]:
    """Every name by which a State of the table is read; none for a code that is not in it."""
    return _names(_table().get(code.upper(), {}))


def folded(name: str) -> str:
    """A name as people type it: without accents, apostrophes and full stops, in small letters.

    Hyphens and low lines are spaces, and `&` is “and”: so `cote d'ivoire` is Côte d’Ivoire.
    """
    apart = normalize("NFKD", name.translate(_TYPED))
    return " ".join("".join(mark for mark in apart if not combining(mark)).casefold().split())


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(files("config").joinpath("aliases.toml").read_text("utf-8"))


@cache
def _by_name() -> dict[str, str]:
    table = _table().items()
    return {folded(name): code for code, found in table for name in (code, *_names(found))}


def _names(found: dict[str, object]) -> tuple[str, ...]:
    also = found.get(_ALSO, [])
    spoken = [str(name) for key, name in found.items() if key != _ALSO]
    return (*spoken, *(also if isinstance(also, list) else []))
