"""Which parties adopted a text: those that a unification waits for (T-41, DR-30)."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.poll.count import counting
from coordination.poll.record import Poll
from coordination.poll.vote import Answer, Vote

_APART = frozenset({Answer.NO, Answer.NOT_PARTICIPATING})


def adopting_parties(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """Where nobody may object: all that decide, but for those not taking part. Else those for it.

    It binds nobody; it says whose own act is awaited (DR-30).
    """
    answers = {party: vote.answer for party, vote in counting(poll, votes).items()}
    if poll.rule.by_objection:
        return tuple(party for party in poll.eligible if answers.get(party) not in _APART)
    return tuple(party for party in poll.eligible if answers.get(party) is Answer.YES)
