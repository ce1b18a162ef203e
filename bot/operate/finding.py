"""What a check found: well, a warning or a failure, in words, with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coordination.said import Said


class Grade(StrEnum):
    """How it stands."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `advice` says what to do; nothing where all is well."""

    check: str
    grade: Grade
    said: Said
    advice: Said | None = None


def well(check: str, said: Said) -> Finding:
    return Finding(check, Grade.OK, said)


def doubtful(check: str, said: Said, advice: Said) -> Finding:
    return Finding(check, Grade.WARNING, said, advice)


def wrong(check: str, said: Said, advice: Said) -> Finding:
    return Finding(check, Grade.FAILURE, said, advice)
