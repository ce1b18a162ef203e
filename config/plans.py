"""Plans of action to begin with, by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from config.reading import table

_WHOLE = 100


@dataclass(frozen=True)
class Begun:
    """An action of a template: its words by language, and when it is due in percent of the time."""

    at: int
    texts: tuple[tuple[str, str], ...]

    def text(self, language: str) -> str:
        """What is done, in this language or else in English."""
        known = dict(self.texts)
        return known.get(language) or known["en"]


@cache
def plans() -> dict[str, tuple[Begun, ...]]:
    """The actions of each template, by its code."""
    return {
        row["code"]: tuple(map(_begun, row["action"])) for row in table("plans.toml")["template"]
    }


def _begun(row: dict[str, object]) -> Begun:
    at = row["at"]
    if not isinstance(at, int) or not 0 < at <= _WHOLE:
        raise ValueError(f"{at} is no part of a plan's time")
    return Begun(at, tuple((k, str(text)) for k, text in row.items() if k != "at"))
