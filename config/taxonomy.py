"""The codes of illicit practices and enabling factors, with their words and checklists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from config.reading import table
from coordination.said import Names, Said


@dataclass(frozen=True)
class Code:
    """One code; `verified` is false for what is known only from the analysts' own knowledge.

    `fact_sheet` is the number of the Toolkit's fact sheet where one was found; `checks` are
    the points to look at, in order.
    """

    code: str
    names: Names
    source: str
    verified: bool
    fact_sheet: int | None = None
    checks: tuple[Said, ...] = ()


@dataclass(frozen=True)
class ToolkitPart:
    """A part of the Toolkit that the card of an incident points to (T-04)."""

    names: Names
    link: str


@cache
def practices() -> tuple[Code, ...]:
    """Every illicit practice, in the order in which people choose."""
    common = tuple(table("taxonomy.toml")["checks"])
    return tuple(_code(row, common) for row in table("taxonomy.toml")["practice"])


@cache
def factors() -> tuple[Code, ...]:
    """Every enabling factor (T-50)."""
    return tuple(_code(row, ()) for row in table("taxonomy.toml")["factor"])


@cache
def toolkit() -> tuple[ToolkitPart, ...]:
    """Fact sheets, checklist and model procedure, to be read with an incident (T-04)."""
    rows = table("taxonomy.toml")["toolkit"]
    return tuple(ToolkitPart(_names(row), row["link"]) for row in rows)


def practice(code: str) -> Code | None:
    """A practice by its code, or None."""
    return _by_code().get(code)


def factor(code: str) -> Code | None:
    """An enabling factor by its code, or None."""
    return {row.code: row for row in factors()}.get(code)


def checklist(codes: tuple[str, ...]) -> tuple[Said, ...]:
    """The points to look at for these practices, each once."""
    rows = (practice(code) for code in codes)
    return tuple(dict.fromkeys(check for row in rows if row for check in row.checks))


@cache
def _by_code() -> dict[str, Code]:
    return {row.code: row for row in practices()}


def _code(row: dict[str, Any], common: tuple[str, ...]) -> Code:
    checks = (*row.get("checks", ()), *common)
    return Code(
        code=row["code"],
        names=_names(row),
        source=row["source"],
        verified=row["source_status"] == "verified",
        fact_sheet=row.get("fact_sheet"),
        checks=tuple(Said(f"practice.check.{check}") for check in checks),
    )


def _names(row: dict[str, Any]) -> Names:
    return Names.of({language: row[f"label_{language}"] for language in ("en", "fr", "es")})
