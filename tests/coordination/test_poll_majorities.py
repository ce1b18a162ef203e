"""Majorities as laws: each rule against its own words, in fractions, over every answer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.meeting.quorum import Share
from coordination.parties import Group, Kind, Terms
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.decide import decide
from coordination.poll.opening import eligible
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import TWO_THIRDS, Ratio, Rule, VoteBasis, usual_quorum
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from coordination.refused import Refused
from coordination.said import Names
from tests.coordination.polls import OPENED, OTHERS, given, poll, spread

Y, N, A = Answer.YES, Answer.NO, Answer.ABSTAIN
ANSWERS = st.lists(
    st.sampled_from([Y, N, A, Answer.NOT_PARTICIPATING, None]), min_size=8, max_size=8
)
RATIOS = st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda r: r[0] <= r[1] < 2 * r[0])


def counts(answers: list[Answer | None]) -> tuple[int, int, int]:
    return answers.count(Y), answers.count(N), answers.count(A)


def adopted(on: Poll, answers: list[Answer | None]) -> bool:
    return decide(on, given(on, answers)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-03", "DR-12")
@over(ANSWERS, st.integers(1, 8))
def test_an_absolute_majority_is_more_than_half_of_all_who_decide(
    answers: list[Answer | None], size: int
) -> None:
    on = poll(Rule.ABSOLUTE_MAJORITY, size=size)
    yes, _, _ = counts(answers[:size])
    assert adopted(on, answers[:size]) == (Fraction(yes, size) > Fraction(1, 2))


@pytest.mark.rule("DR-04", "DR-12")
@over(ANSWERS, RATIOS, st.sampled_from(VoteBasis))
@example([A] * 8, (2, 3), VoteBasis.PRESENT_AND_VOTING)
def test_a_qualified_majority_is_its_share_of_its_basis_and_of_nothing_never(
    answers: list[Answer | None], ratio: tuple[int, int], basis: VoteBasis
) -> None:
    on = poll(Rule.QUALIFIED, basis=basis, ratio=Ratio(*ratio))
    yes, no, abstain = counts(answers)
    base = {
        VoteBasis.PRESENT_AND_VOTING: yes + no,
        VoteBasis.PARTICIPATING: yes + no + abstain,
        VoteBasis.ELIGIBLE: 8,
    }[basis]
    quorum = yes + no + abstain > 4
    enough = base > 0 and Fraction(yes, base) >= Fraction(*ratio)
    assert adopted(on, answers) == (quorum and enough)


@pytest.mark.rule("DR-04")
@over(ANSWERS, st.sampled_from(VoteBasis), st.sampled_from([Ratio(3, 5), Ratio(1, 1)]))
def test_two_thirds_are_two_thirds_whatever_other_share_stands_beside_them(
    answers: list[Answer | None], basis: VoteBasis, other: Ratio
) -> None:
    plain = poll(Rule.TWO_THIRDS, basis=basis)
    mixed = replace(plain, ratio=other)
    assert decide(mixed, given(mixed, answers)) == decide(plain, given(plain, answers))


def no_poll(rule: Rule, **changes: Any) -> Refused:
    with pytest.raises(Refused) as no:
        poll(rule, **changes)
    assert no.value.rule == "DR-04"
    return no.value


@pytest.mark.rule("DR-04")
@pytest.mark.parametrize("ratio", [Ratio(3, 5), Ratio(3, 4)])
def test_no_poll_by_two_thirds_opens_with_another_share(ratio: Ratio) -> None:
    refused = no_poll(Rule.TWO_THIRDS, ratio=ratio)
    assert refused.instead == (f"poll open RES-00000000X rule=qualified ratio={ratio.p}/{ratio.q}",)
    no_poll(Rule.SILENCE, ratio=ratio, fallback=Rule.TWO_THIRDS)
    assert poll(Rule.TWO_THIRDS, ratio=Ratio(4, 6)).stage is Stage.OPEN


@pytest.mark.rule("DR-02", "DR-04")
@pytest.mark.parametrize(("p", "q"), [(1, 2), (2, 4), (1, 3), (49, 100), (1, 100)])
def test_a_share_of_half_or_less_is_no_majority_and_would_adopt_a_tie(p: int, q: int) -> None:
    for rule in (Rule.QUALIFIED, Rule.TWO_THIRDS):
        refused = no_poll(rule, ratio=Ratio(p, q))
        assert refused.instead == ("poll open RES-00000000X rule=simple_majority",)


@pytest.mark.rule("DR-02", "DR-04")
@over(RATIOS, st.integers(1, 4), st.integers(0, 4))
def test_no_majority_of_votes_cast_adopts_a_tie(
    ratio: tuple[int, int], each: int, abstain: int
) -> None:
    abstain = min(abstain, 8 - 2 * each)
    answers = spread(yes=each, no=each, abstain=abstain)
    for rule in (Rule.SIMPLE_MAJORITY, Rule.TWO_THIRDS, Rule.QUALIFIED):
        share = Ratio(*ratio) if rule is Rule.QUALIFIED else TWO_THIRDS
        assert not adopted(poll(rule, ratio=share), answers)


@pytest.mark.rule("DR-05", "DR-12")
@over(ANSWERS, st.integers(1, 8))
def test_unanimity_is_everybody_for_and_of_votes_cast_nobody_against(
    answers: list[Answer | None], size: int
) -> None:
    answers = answers[:size]
    yes, no, abstain = counts(answers)
    assert adopted(poll(Rule.UNANIMITY, size=size), answers) == (yes == size)
    quorum = 2 * (yes + no + abstain) > size
    cast_only = poll(Rule.UNANIMITY_OF_VOTES_CAST, size=size)
    assert adopted(cast_only, answers) == (quorum and no == 0 and yes >= 1)


@pytest.mark.rule("DR-05", "DR-23")
def test_one_state_that_stands_aside_after_the_opening_defeats_unanimity() -> None:
    on = poll(Rule.UNANIMITY)
    votes = given(on, spread(yes=8))
    aside = Annex(on.id, 50, AnnexKind.RECUSED, "PH", "ph1", OPENED)
    assert decide(on, votes).stage is Stage.ADOPTED
    assert decide(replace(on, annexes=(aside,)), votes).stage is Stage.NOT_ADOPTED
    before = poll(Rule.UNANIMITY, excluded=(Excluded("XV"), Excluded("PH", "DR-23")))
    assert adopted(before, spread(yes=7))


@pytest.mark.rule("DR-12")
@over(st.integers(1, 400), st.sampled_from([rule for rule in Rule if rule is not Rule.SILENCE]))
def test_a_quorum_is_the_fewest_that_are_more_than_half(size: int, rule: Rule) -> None:
    quorum = usual_quorum(rule, size, Share.of(Terms().quorum))
    assert 2 * quorum > size >= 2 * (quorum - 1)


@pytest.mark.rule("DR-01")
@over(st.lists(st.sampled_from(OTHERS), min_size=1), st.sets(st.sampled_from(OTHERS)))
def test_a_party_that_is_named_twice_decides_once(named: list[str], out: set[str]) -> None:
    group = Group("g", Names.of({"en": "G"}), Kind.INTERSTATE, tuple(named))
    found = eligible(group, [Excluded(party) for party in sorted(out)])
    assert sorted(found) == sorted(set(named) - out)
    assert len(found) == len(set(found))


@pytest.mark.rule("DR-02", "DR-03", "DR-04", "DR-05", "DR-12")
@over(
    st.sampled_from([rule for rule in Rule if not rule.by_objection]),
    ANSWERS,
    st.integers(0, 7),
)
def test_no_yes_more_and_no_no_less_ever_defeats_a_text(
    rule: Rule, answers: list[Answer | None], place: int
) -> None:
    """No State does better against a text by voting for it."""
    on = poll(rule)
    if not adopted(on, answers):
        return
    better = [*answers[:place], Y, *answers[place + 1 :]]
    assert adopted(on, better)
