"""The paragraphs of a text by the numbers that a reservation names, in words (DR-14)."""

from __future__ import annotations

from datetime import date

from commands.seeded import in_words
from coordination.response.paragraphs import Paragraph, paragraphs
from coordination.response.record import Response
from coordination.said import Param, Said


def numbered(response: Response, *, measure: bool = True) -> tuple[Said, ...]:
    """Each with its number; `measure` says of those that are the measure itself that they are."""
    return tuple(
        Said(
            f"poll.apart.{'operative' if measure and one.operative else 'paragraph'}",
            number=f"§{one.number}",
            text=_text(one),
        )
        for one in paragraphs(response)
    )


def _text(one: Paragraph) -> Param:
    """The text's own words; what stands in a field of its own, with the words of that field."""
    if one.operative:
        return one.text
    if one.part == "review":
        return Said("response.part.review", day=date.fromisoformat(one.text))
    return Said(f"response.part.{one.part}", text=in_words(one.text))
