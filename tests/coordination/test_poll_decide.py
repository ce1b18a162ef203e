"""Outcomes: each rule's arithmetic, to the last vote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.poll.decide import decide
from coordination.poll.rule import Ratio, Rule, VoteBasis
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from coordination.refused import Refused
from tests.coordination.polls import given, poll, spread

Y, N, A, S = Answer.YES, Answer.NO, Answer.ABSTAIN, None
ANSWERS = st.lists(st.sampled_from([Y, N, A, S]), min_size=8, max_size=8)
VOTING = st.sampled_from([rule for rule in Rule if rule is not Rule.SILENCE])


@pytest.mark.rule("DR-02", "DR-12")
@over(ANSWERS)
def test_a_simple_majority_is_a_quorum_and_more_for_than_against(
    answers: list[Answer | None],
) -> None:
    opened = poll()
    yes, no, abstain = (answers.count(kind) for kind in (Y, N, A))
    stage = decide(opened, given(opened, answers)).stage
    assert (stage is Stage.ADOPTED) == (2 * (yes + no + abstain) > 8 and yes > no)


@pytest.mark.rule("DR-02")
@pytest.mark.parametrize("each", [3, 4])
def test_a_tie_is_never_adopted(each: int) -> None:
    opened = poll()
    decision = decide(opened, given(opened, spread(yes=each, no=each)))
    assert decision.stage is Stage.TIE_NOT_ADOPTED
    assert decision.said.msgid == "poll.sum.simple.tie"


@pytest.mark.rule("DR-02", "DR-04")
@pytest.mark.parametrize("rule", [Rule.SIMPLE_MAJORITY, Rule.TWO_THIRDS])
def test_all_abstaining_is_not_adopted(rule: Rule) -> None:
    opened = poll(rule)
    assert decide(opened, given(opened, spread(abstain=8))).stage is Stage.NOT_ADOPTED


@pytest.mark.rule("DR-04")
@pytest.mark.parametrize(("yes", "stage"), [(5, Stage.ADOPTED), (4, Stage.NOT_ADOPTED)])
def test_two_thirds_of_seven_needs_five(yes: int, stage: Stage) -> None:
    opened = poll(Rule.TWO_THIRDS)
    decision = decide(opened, given(opened, spread(yes=yes, no=7 - yes, abstain=1)))
    assert decision.stage is stage
    assert (decision.said["left"], decision.said["right"]) == (3 * yes, 14)


@pytest.mark.rule("DR-04")
@pytest.mark.parametrize(
    ("basis", "stage"),
    [
        (VoteBasis.PRESENT_AND_VOTING, Stage.ADOPTED),
        (VoteBasis.PARTICIPATING, Stage.NOT_ADOPTED),
        (VoteBasis.ELIGIBLE, Stage.NOT_ADOPTED),
    ],
)
def test_the_basis_says_of_what_the_share_is(basis: VoteBasis, stage: Stage) -> None:
    opened = poll(Rule.QUALIFIED, basis=basis, ratio=Ratio(3, 4))
    assert decide(opened, given(opened, spread(yes=3, no=1, abstain=2))).stage is stage


@pytest.mark.rule("DR-04")
@pytest.mark.parametrize(("p", "q"), [(0, 3), (4, 3), (-1, 2)])
def test_a_share_of_nothing_or_of_more_than_all_is_refused(p: int, q: int) -> None:
    with pytest.raises(Refused) as refused:
        Ratio(p, q)
    assert refused.value.rule == "DR-04"


@pytest.mark.rule("DR-03", "DR-05")
def test_absolute_majority_and_unanimity_count_every_eligible_party() -> None:
    answers = spread(yes=4, abstain=4)
    for rule in (Rule.ABSOLUTE_MAJORITY, Rule.UNANIMITY):
        assert decide(poll(rule), given(poll(rule), answers)).stage is Stage.NOT_ADOPTED
    cast_only = poll(Rule.UNANIMITY_OF_VOTES_CAST)
    assert decide(cast_only, given(cast_only, answers)).stage is Stage.ADOPTED
    silent = poll(Rule.UNANIMITY)
    assert decide(silent, given(silent, [Y] * 7)).stage is Stage.NOT_ADOPTED
    assert decide(silent, given(silent, [Y] * 8)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-06", "DR-07")
@over(ANSWERS, st.sampled_from([Rule.CONSENSUS, Rule.CONSENSUS_OF_OTHERS]))
def test_consensus_is_the_absence_of_any_objection(
    answers: list[Answer | None], rule: Rule
) -> None:
    opened = poll(rule)
    stage = decide(opened, given(opened, answers)).stage
    if answers.count(S) > 3:
        assert stage is Stage.LAPSED_NO_QUORUM
    else:
        assert (stage is Stage.ADOPTED) == (N not in answers)


@pytest.mark.rule("DR-07", "DR-22")
def test_the_state_concerned_is_not_among_those_who_decide() -> None:
    opened = poll(Rule.CONSENSUS_OF_OTHERS)
    assert opened.concerned == ("XV",)
    assert "XV" not in opened.eligible
    assert opened.quorum == 5


@pytest.mark.rule("DR-12")
@over(VOTING, st.lists(st.sampled_from([Y, N, A]), max_size=4))
def test_without_a_quorum_an_item_lapses_and_is_not_rejected(
    rule: Rule, answers: list[Answer | None]
) -> None:
    opened = poll(rule)
    decision = decide(opened, given(opened, answers))
    assert decision.stage is Stage.LAPSED_NO_QUORUM
    assert decision.said["quorum"] == 5


@over(st.sampled_from(list(Rule)), ANSWERS, st.randoms())
def test_votes_counted_again_in_any_order_give_the_same(
    rule: Rule, answers: list[Answer | None], random: object
) -> None:
    opened = poll(rule)
    if rule is Rule.SILENCE:
        answers = [Answer.OBJECT if answer is N else None for answer in answers]
    votes = given(opened, answers)
    shuffled = votes.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(opened, votes) == decide(opened, shuffled)


@over(VOTING, ANSWERS)
def test_all_eligible_parties_are_in_the_sum(rule: Rule, answers: list[Answer | None]) -> None:
    opened = poll(rule)
    t = decide(opened, given(opened, answers)).tally
    assert t.yes + t.no + t.abstain + t.silent == len(opened.eligible)


@pytest.mark.rule("DR-13")
def test_a_text_that_only_provisional_votes_carry_is_adopted_ad_referendum() -> None:
    opened = poll()
    votes = given(opened, spread(yes=4, no=3))
    provisional = [replace(vote, ad_referendum=vote.answer is Y) for vote in votes]
    assert decide(opened, provisional).stage is Stage.ADOPTED_AD_REFERENDUM
    one = [replace(votes[0], ad_referendum=True), *given(opened, spread(yes=6, no=2))[1:]]
    assert decide(opened, one).stage is Stage.ADOPTED


@pytest.mark.rule("DR-01")
def test_agencies_of_a_national_roundtable_decide_by_the_same_code() -> None:
    opened = poll(Rule.CONSENSUS_OF_OTHERS)
    agencies = replace(opened, eligible=("cwa", "moi", "ngo", "pol"), excluded=(), quorum=3)
    votes = [
        replace(vote, party=agency)
        for vote, agency in zip(given(opened, [Y] * 3), agencies.eligible, strict=False)
    ]
    assert decide(agencies, votes).stage is Stage.ADOPTED
