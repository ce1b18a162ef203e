"""Which parties adopted a text: those that a unification waits for (T-41, DR-30)."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.poll.count import answers, counting, recused, standing
from coordination.poll.coverage import declared
from coordination.poll.record import Poll
from coordination.poll.vote import Answer, Vote

_APART = frozenset({Answer.NO, Answer.NOT_PARTICIPATING})


def adopting_parties(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """Where nobody may object: all that decide, but for those not taking part. Else those for it.

    Who left (DR-21), stood aside (DR-23) or abstained with a declaration (DR-15) adopted nothing;
    nor has a State whose yes was not needed and whose capital was therefore never asked: no time
    that passes makes it firm (DR-13). It binds nobody; it says whose own act is awaited (DR-30).
    """
    given = standing(poll, votes)
    found = answers(poll, given)
    last = counting(poll, given)
    unsure = {party for party, vote in last.items() if vote.ad_referendum}
    if not poll.rule.by_objection:
        yes = (party for party in poll.eligible if found.get(party) is Answer.YES)
        return tuple(party for party in yes if party not in unsure)
    unbound = {party for party, vote in last.items() if declared(poll, vote)}
    apart = unbound.union(unsure, recused(poll))
    return tuple(
        party for party in poll.eligible if party not in apart and found.get(party) not in _APART
    )
