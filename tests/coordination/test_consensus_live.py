"""Consensus at a meeting: no objection among those who decide, a quorum of those there (DR-06)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.parties import Terms
from coordination.poll.cast import cast
from coordination.poll.course import close
from coordination.poll.decide import decide
from coordination.poll.live import asked_live, wait
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, MOMENT, OPENED, OTHERS, ballot, hat, poll

THERE = st.sets(st.sampled_from((*OTHERS, "XV")))
OBJECTING = st.sets(st.sampled_from(OTHERS))


@pytest.mark.rule("DR-06", "DR-12", "DR-01")
@given(THERE, OBJECTING)
def test_it_is_adopted_exactly_without_an_objection_where_more_than_half_are_there(
    there: set[str], objecting: set[str]
) -> None:
    fresh = poll(Rule.CONSENSUS_OF_OTHERS)
    if 2 * len(there - {"XV"}) <= len(OTHERS):
        with pytest.raises(Refused) as refused:
            asked_live(fresh, "MTG-1", there, OPENED, 1, Terms())
        assert refused.value.rule == "DR-12"
        return
    asked = asked_live(fresh, "MTG-1", there, OPENED, 1, Terms())
    votes = [
        cast(asked, ballot(Answer.OBJECT, n, fingerprint=asked.fingerprint), hat(party))
        for n, party in enumerate(sorted(objecting), 2)
    ]
    outcome = Stage.NOT_ADOPTED if objecting else Stage.ADOPTED
    assert decide(asked, votes).stage is outcome


@pytest.mark.rule("DR-06", "DR-28")
@given(OBJECTING, st.sampled_from([Answer.YES, Answer.NO]))
def test_the_chair_waits_whatever_seems_clear(answering: set[str], answer: Answer) -> None:
    asked = asked_live(poll(Rule.CONSENSUS_OF_OTHERS), "MTG-1", OTHERS, OPENED, 1, Terms())
    votes = [cast(asked, ballot(answer, n), hat(one)) for n, one in enumerate(answering, 2)]
    with pytest.raises(Refused) as refused:
        close(asked, votes, CLOSES - MOMENT)
    assert refused.value.rule == "DR-06"


@pytest.mark.rule("DR-06")
@given(st.integers(0, 10_000))
def test_a_group_waits_its_own_time_or_longer_and_never_less(seconds: int) -> None:
    terms = Terms()
    if 0 < seconds < terms.live_seconds:
        with pytest.raises(Refused):
            wait(seconds, terms)
    else:
        assert wait(seconds, terms) >= terms.live_seconds
