"""Whether a State's two answers on new adoptions differ follows from its own words alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from coordination.action import Action
from coordination.commitment import Commitment
from coordination.convergence.adoptions import Hold
from coordination.convergence.standing import Practice, at_odds, standings
from coordination.response.record import Proceeding
from tests.coordination.holds import hold, holds
from tests.coordination.incidents import NOW
from tests.coordination.polls import OTHERS
from tests.coordination.test_convergence import actions, promises

LATER = 1000
SAYS = {
    Practice.SUSPENDED: (Proceeding.PAUSE, Proceeding.CONTINUE),
    Practice.CONTINUING: (Proceeding.CONTINUE, Proceeding.PAUSE),
}


@pytest.mark.rule("T-35", "T-38")
@given(actions, promises, holds)
def test_only_a_state_that_both_answered_and_acted_can_be_at_odds_with_itself(
    own: list[Action], made: list[Commitment], answers: list[Hold]
) -> None:
    acted = {one.owner for one in own} | {one.owner for one in made}
    assert set(at_odds(OTHERS, own, made, answers)) <= acted & {one.party for one in answers}


@pytest.mark.rule("T-35", "T-38")
@given(actions, promises, holds)
def test_a_state_is_at_odds_after_the_opposite_answer_and_no_more_after_the_same_one(
    own: list[Action], made: list[Commitment], answers: list[Hold]
) -> None:
    for one in standings(OTHERS, own, made, ()):
        if one.practice not in SAYS:
            continue
        same, opposite = SAYS[one.practice]
        for way, expected in ((opposite, True), (same, False)):
            last = hold(one.party, way, Proceeding.PAUSE, LATER)
            assert last.at > NOW + timedelta(hours=50)
            assert (one.party in at_odds(OTHERS, own, made, [*answers, last])) is expected
