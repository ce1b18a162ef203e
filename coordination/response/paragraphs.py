"""The paragraphs of a response, by number: what a party may dissociate itself from (DR-14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coordination.response.parts import Assistance, Lifting, Message, Other, Suspension, Unification
from coordination.response.record import Response

_MARK = re.compile(r"§\s*(\d{1,3})(?!\d)")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its number, which part of the response it is, and its words.

    `operative` ones are the measure itself; without them there would be nothing left to adopt.
    """

    number: str
    part: str
    text: str
    operative: bool = False


def paragraphs(response: Response) -> tuple[Paragraph, ...]:
    """The paragraphs in their order, each with a number of its own.

    The main text's own signs (§1 … §2 …) are kept; a text without signs is one paragraph. The
    other parts follow.
    """
    main, *others = _parts(response)
    found = list(_marked(*main))
    highest = max(int(one.number) for one in found)
    following = (one for one in others if one[1].strip())
    for number, (part, text) in enumerate(following, start=highest + 1):
        found.append(Paragraph(str(number), part, text))
    return tuple(found)


def named(text: str) -> tuple[str, ...]:
    """The numbers that somebody wrote, such as `§2, 4`; empty when there is none."""
    return tuple(dict.fromkeys(str(int(one)) for one in re.findall(r"\d{1,3}", text)))


def operative(response: Response) -> frozenset[str]:
    """The numbers of the paragraphs that are the measure itself."""
    return frozenset(one.number for one in paragraphs(response) if one.operative)


def _marked(part: str, text: str) -> Iterator[Paragraph]:
    marks = list(_MARK.finditer(text))
    numbers = [str(int(mark.group(1))) for mark in marks]
    if not marks or len(set(numbers)) < len(numbers):
        yield Paragraph("1", part, text.strip(), operative=True)
        return
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for number, mark, end in zip(numbers, marks, ends, strict=True):
        yield Paragraph(number, part, text[mark.end() : end].strip(), operative=True)


def _parts(response: Response) -> list[tuple[str, str]]:
    """The main text first, then the other parts that have words."""
    match response.parts:
        case Suspension() as it:
            review = it.review_on.isoformat() if it.review_on else ""
            return [
                ("scope", it.scope),
                ("lift", it.lift_criterion),
                ("review", review),
                ("in_process", it.in_process),
                ("risk", it.ongoing_risk),
            ]
        case Message() as it:
            return [("wording", it.wording), ("purpose", it.purpose)]
        case Unification() as it:
            return [("procedure", it.procedure), ("condition", it.condition)]
        case Assistance() as it:
            return [("subject", it.subject)]
        case Lifting() as it:
            return [("subject", it.reason)]
        case Other() as it:
            return [("subject", it.subject)]
