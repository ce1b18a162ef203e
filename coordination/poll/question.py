"""What a poll asks: whether a response is adopted, or how the group goes about it (DR-25)."""

from __future__ import annotations

from enum import StrEnum


class Question(StrEnum):
    """What is put. All but RESPONSE are procedural: they get no number and decide no text."""

    RESPONSE = "response"
    STANDS_ASIDE = "stands_aside"
    """Whether a party stands aside in a poll because of a conflict of interest (DR-23)."""
    CATEGORY = "procedural"
    """Whether an item is procedural, as the chair proposes (DR-25)."""
    ANNUL = "annul"
    """Whether a poll is annulled because of an error (4.2)."""
    CONCERNED_VOTES = "concerned_votes"
    """Whether the State concerned votes on a measure addressed to it (DR-22)."""
    ROLL_CALL = "roll_call"
    """Whether everybody may see how each party answered (DR-29)."""

    @property
    def procedural(self) -> bool:
        """Whether it is about how the group decides, and not about a text."""
        return self is not Question.RESPONSE
