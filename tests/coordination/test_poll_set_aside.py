"""A majority sets no State aside where that State's word alone stops a text (DR-06, DR-23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.decide import decide
from coordination.poll.falling_back import taken_over
from coordination.poll.interest import aside, stands_aside
from coordination.poll.receipt import without_receipt
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from tests.coordination.polls import OPENED, OTHERS, ballot, given, hat, poll, refusal

ALONE = (
    Rule.UNANIMITY,
    Rule.UNANIMITY_OF_VOTES_CAST,
    Rule.CONSENSUS,
    Rule.CONSENSUS_OF_OTHERS,
    Rule.SILENCE,
)
BALLOT = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, None])
SOME = st.lists(st.sampled_from(OTHERS), unique=True)
HOUR = timedelta(hours=1)


def set_aside(on: Poll, *parties: str) -> Poll:
    """The poll after the group has voted that these stand aside."""
    made = [stands_aside(on, party, OPENED + HOUR, 0, "POL-00000000Y") for party in parties]
    return replace(on, annexes=(*on.annexes, *made))


@pytest.mark.rule("DR-05", "DR-06", "DR-07", "DR-23")
@over(
    st.sampled_from([rule for rule in ALONE if rule is not Rule.SILENCE]),
    st.lists(BALLOT, min_size=8, max_size=8),
    SOME,
)
def test_no_majority_turns_a_word_that_is_enough_to_stop_a_text_into_an_abstention(
    rule: Rule, said: list[Answer | None], parties: list[str]
) -> None:
    on = poll(rule)
    votes = given(on, said)
    assert decide(set_aside(on, *parties), votes) == decide(on, votes)


@pytest.mark.rule("DR-06", "DR-23")
@pytest.mark.parametrize("rule", ALONE)
def test_who_was_set_aside_by_others_still_says_no_where_one_word_is_enough(rule: Rule) -> None:
    on = set_aside(poll(rule), "FR")
    answer = Answer.OBJECT if rule.by_objection else Answer.NO
    before = [] if rule is Rule.SILENCE else given(on, [Answer.YES] * 8)
    vote = cast(on, ballot(answer, 9, OPENED + 2 * HOUR), hat("FR"))
    assert decide(on, [*before, vote]).stage in (Stage.NOT_ADOPTED, Stage.BROKEN)


@pytest.mark.rule("DR-08", "DR-23")
def test_a_silence_waits_for_the_receipt_of_who_may_still_break_it() -> None:
    assert "FR" in without_receipt(set_aside(poll(Rule.SILENCE), "FR"))


@pytest.mark.rule("DR-23")
@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in ALONE])
def test_where_votes_are_counted_who_was_set_aside_abstains(rule: Rule) -> None:
    on = set_aside(poll(rule), "FR")
    assert refusal(lambda: cast(on, ballot(Answer.NO), hat("FR"))) == "DR-23"


@pytest.mark.rule("DR-23")
@pytest.mark.parametrize("rule", Rule)
def test_a_state_that_stands_aside_by_itself_does_so_under_every_rule(rule: Rule) -> None:
    on = poll(rule)
    own = aside(on, hat("FR"), OPENED, 9, "Its agency is named")
    after = replace(on, annexes=(own,))
    assert refusal(lambda: cast(after, ballot(Answer.YES), hat("FR"))) == "DR-23"


@pytest.mark.rule("DR-23", "DR-34")
def test_a_vote_that_follows_a_silence_leaves_out_who_was_set_aside_in_it() -> None:
    silence = set_aside(poll(Rule.SILENCE), "FR")
    own = Annex(silence.id, 9, AnnexKind.RECUSED, "PH", "ph1", OPENED)
    silence = replace(silence, annexes=(*silence.annexes, own))
    voting = taken_over(replace(poll(Rule.TWO_THIRDS), excluded=()), silence)
    assert set(voting.excluded) == {Excluded("FR", "DR-23"), Excluded("PH", "DR-23")}
    again = taken_over(replace(poll(Rule.UNANIMITY_OF_VOTES_CAST), excluded=()), silence)
    assert again.excluded == (Excluded("PH", "DR-23"),)
