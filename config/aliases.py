"""Names of States in English, French and Spanish, found by exact match only (aliases.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from coordination.said import Names

_ALSO = "also"


def state_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a State by its code or exact name, or None."""
    return _by_name().get(_folded(name))


def state_names(code: str) -> Names | None:
    """What a State is called, or None for a code that is not in the table."""
    found = _table().get(code.upper())
    return Names.of({k: str(name) for k, name in found.items() if k != _ALSO}) if found else None


def every_state() -> dict[str, Names]:
    """All of ISO 3166-1 by code, with what each is called."""
    return {code: names for code in _table() if (names := state_names(code))}


def every_name() -> dict[str, str]:
    """Every code and exact name of a State, casefolded, to its code."""
    return dict(_by_name())


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold().replace("\u2019", "'").strip()


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(files("config").joinpath("aliases.toml").read_text("utf-8"))


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, found in _table().items():
        also = found.get(_ALSO, [])
        spoken = [str(name) for k, name in found.items() if k != _ALSO]
        spoken += also if isinstance(also, list) else []
        for name in (code, *spoken):
            names[_folded(name)] = code
    return names
