"""The second act behind an accreditation: who confirmed it, through which channel, when (DR-17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Through(StrEnum):
    """The second channel: how somebody made sure that the issuing authority means this person."""

    CALL = "call"
    NOTE = "note"
    LETTER = "letter"
    EMAIL = "email"
    IN_PERSON = "in_person"


@dataclass(frozen=True)
class Confirmation:
    """One confirmation. `by` is the person's id, or the name that an older register gives.

    Without a channel it is none: the credential was in force before a second act was asked for.
    """

    by: str
    through: Through | None
    on: date
    reference: str
