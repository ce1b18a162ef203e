"""Counting again: the frozen record and the rows of its votes alone give the same outcome (C20).

Nothing of the stage that was reached is read but whether capitals had to confirm. What a
certificate prints, and `audit verify` compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordination.poll.decide import Decision, decide
from coordination.poll.record import Poll
from coordination.poll.referendum import counted_again
from coordination.poll.stage import Stage
from coordination.poll.vote import Vote

_UNCOUNTED = (Stage.WITHDRAWN, Stage.ANNULLED)


def recount(poll: Poll, votes: Iterable[Vote]) -> Decision | None:
    """The decision of a poll that is over, from its record, annexes and votes; else None.

    A poll that was withdrawn or annulled has no outcome to count.
    """
    if not poll.stage.over or poll.stage in _UNCOUNTED:
        return None
    given = tuple(votes)
    as_it_closed = decide(replace(poll, stage=Stage.OPEN), given)
    waits = poll.stage is Stage.ADOPTED_AD_REFERENDUM
    if as_it_closed.stage is not Stage.ADOPTED_AD_REFERENDUM or waits:
        return as_it_closed
    return counted_again(replace(poll, stage=Stage.OPEN), given)


def agrees(poll: Poll, votes: Iterable[Vote]) -> bool:
    """Whether the stage and the number that are on record are what counting again gives."""
    again = recount(poll, votes)
    if again is None:
        return poll.number is None or poll.stage is Stage.ANNULLED
    numbered = poll.number is not None
    decided = again.stage is Stage.ADOPTED and not poll.question.procedural
    return again.stage is poll.stage and numbered is decided
