"""The rules by their ids: how strong each is, what it says, and where it comes from (U-48)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from config.reading import table


class Force(StrEnum):
    """What a rule does when it is not met."""

    BLOCK = "B"
    """It refuses."""
    WARN = "W"
    """It asks for a reason and goes on."""
    RECORD = "R"
    """It pre-fills, reminds, and prints what is missing."""
    OFFER = "O"
    """It offers."""


@dataclass(frozen=True)
class Rule:
    """A rule as `why` prints it."""

    id: str
    force: Force
    text: str
    source: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the file."""
    return {
        id: Rule(id, Force(row["force"]), row["text"], row["source"])
        for id, row in table("rules.toml").items()
    }


def rule(id: str) -> Rule | None:
    """The rule that a person wrote, `dr-8` or `DR-08`; None when there is none."""
    wanted = id.strip()
    prefix, dash, number = wanted.upper().partition("-")
    if dash and number.isdecimal():
        wanted = f"{prefix}-{int(number):02d}"
    return rules().get(wanted) or rules().get(wanted.lower())
