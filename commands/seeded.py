"""Words of the Guidelines that stand where nobody writes others; papers have them translated."""

from __future__ import annotations

from coordination.said import Param, Said

LIFT = "until it has addressed the illicit practice(s)"
"""When a suspension is lifted (T-43)."""
PURPOSE = "invites that State to review its legislation and/or practices"
"""What a joint message is for (T-42)."""
_KNOWN = {LIFT: "response.seeded.lift", PURPOSE: "response.seeded.purpose"}


def in_words(text: str) -> Param:
    """The text; where it is one of these, as the reader's language has it."""
    key = _KNOWN.get(text)
    return Said(key) if key else text
