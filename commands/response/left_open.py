"""What a proposal has left open: what is printed of it, and which field of an amendment says it."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.said import Said
from coordination.warned import Warn

QUESTIONS = {
    "response.warn.adoptions_new": "new",
    "response.warn.adoptions_in_process": "ongoing",
    "response.warn.safeguards": "safeguards",
}
"""What is asked first where the practices go on, by the field that answers it (T-38)."""
_MENDED = {
    "response.missing.lift_criterion": "lift",
    "response.missing.review_on": "review",
    "response.missing.in_process": "cases",
    "response.missing.ongoing_risk": "risk",
    "response.missing.condition": "condition",
    **QUESTIONS,
}
"""The field of an amendment that says what was not said."""


def unsaid(warned: Iterable[Warn]) -> tuple[tuple[str, Warn], ...]:
    """What an amendment would still have to say of a response, by the field that says it.

    What a reason went past comes last.
    """
    still = [(_MENDED.get(warn.said.msgid, ""), warn) for warn in warned]
    return tuple((field, warn) for field, warn in sorted(still, key=_asked) if field)


def printed(warned: Iterable[Warn]) -> list[Said]:
    """What whoever has proposed it reads of what is left open; a reason answers the rest."""
    several = tuple(warned)
    lines = [warn.said for warn in several if not warn.asks]
    past = (QUESTIONS.get(warn.said.msgid) for warn in several)
    return lines + [Said(f"response.missing.{field}") for field in past if field]


def _asked(one: tuple[str, Warn]) -> bool:
    return one[1].asks
