"""When the parties can: private answers to the offered starts, and the start that suits best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Availability(StrEnum):
    """One party's answer for one start."""

    YES = "yes"
    IF_NEED_BE = "if_need_be"
    NO = "no"


@dataclass(frozen=True)
class Answer:
    """What a party said of a start; the last one counts (DR-16 in small)."""

    party: str
    start: datetime
    availability: Availability


@dataclass(frozen=True)
class Standing:
    """How a start stands: who can, who could, who cannot, and who has not said."""

    start: datetime
    yes: tuple[str, ...]
    if_need_be: tuple[str, ...]
    no: tuple[str, ...]
    silent: tuple[str, ...]
    burden: int = 0


def latest(answers: Iterable[Answer]) -> dict[tuple[str, datetime], Availability]:
    """The answer that counts for each party and start: the last one given."""
    return {(answer.party, answer.start): answer.availability for answer in answers}


def standings(
    parties: Iterable[str],
    starts: Iterable[datetime],
    answers: Iterable[Answer],
    costs: Mapping[datetime, int] | None = None,
) -> tuple[Standing, ...]:
    """Every offered start, the best first.

    Fewest who cannot, then fewest who have not said (silence is not yes), then fewest who would
    rather not, then the lowest cost, then the earliest.
    """
    names, counted = sorted(set(parties)), latest(answers)
    made = []
    for start in starts:
        said = {name: counted.get((name, start)) for name in names}
        groups = [tuple(n for n in names if said[n] is a) for a in (*Availability, None)]
        yes, maybe, no, silent = groups
        made.append(Standing(start, yes, maybe, no, silent, (costs or {}).get(start, 0)))
    return tuple(sorted(made, key=_rank))


def _rank(standing: Standing) -> tuple[int, int, int, int, datetime]:
    return (
        len(standing.no),
        len(standing.silent),
        len(standing.if_need_be),
        standing.burden,
        standing.start,
    )
