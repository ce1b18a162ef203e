"""When a rule that can overrule a party may decide (DR-25), over every rule and every terms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coordination.poll.category import (
    Category,
    Standing,
    Votes,
    needs_record,
    overrules,
)
from coordination.poll.decide import decide
from coordination.poll.rule import TWO_THIRDS, Ratio, Rule, no_weaker
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from coordination.refused import Refused
from tests.coordination.polls import given as cast_on
from tests.coordination.polls import poll

RULES = st.sampled_from(Rule)
VOTES = st.sampled_from([rule for rule in Rule if not rule.by_objection])
RATIOS = st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda r: r[0] <= r[1] < 2 * r[0])
ANSWERS = st.lists(
    st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, None]), min_size=8, max_size=8
)


@pytest.mark.rule("DR-25")
@given(RULES, RULES, st.sampled_from(Votes), st.sampled_from(Category))
def test_a_party_is_overruled_only_on_procedure_or_by_the_terms_and_on_the_record(
    rule: Rule, usual: Rule, votes: Votes, category: Category
) -> None:
    draft = replace(poll(), rule=rule, fallback=None)
    on_substance = overrules(rule) and category is Category.SUBSTANTIVE
    weaker = category is Category.SUBSTANTIVE and not no_weaker(rule, TWO_THIRDS, usual)
    if weaker or (on_substance and not overrules(usual) and votes is Votes.NEVER):
        with pytest.raises(Refused, match="DR-25"):
            needs_record(draft, Standing(category), usual, votes)
        return
    recorded = needs_record(draft, Standing(category), usual, votes)
    assert recorded == (on_substance and not overrules(usual) and votes is Votes.EXHAUSTED)


@pytest.mark.rule("DR-25")
@given(RULES, st.sampled_from(Category))
def test_while_the_group_is_asked_nothing_is_opened_on_the_word_of_the_chair(
    rule: Rule, category: Category
) -> None:
    draft = replace(poll(), rule=rule, fallback=None)
    now = Standing(category, pending="POL-000X")
    for votes in (Votes.NEVER, Votes.EXHAUSTED):
        if overrules(rule):
            with pytest.raises(Refused):
                needs_record(draft, now, Rule.CONSENSUS, votes)
        else:
            assert not needs_record(draft, now, Rule.CONSENSUS, votes)


@pytest.mark.rule("DR-25")
@given(VOTES, RATIOS, VOTES.filter(overrules), ANSWERS)
@example(
    Rule.QUALIFIED,
    (5, 9),
    Rule.QUALIFIED,
    [*[Answer.YES] * 3, *[Answer.NO] * 2, *[Answer.ABSTAIN] * 3],
)
def test_what_a_poll_adopts_the_rule_of_the_terms_would_adopt(
    rule: Rule, ratio: tuple[int, int], usual: Rule, answers: list[Answer | None]
) -> None:
    share = Ratio(*ratio) if rule is Rule.QUALIFIED else TWO_THIRDS
    if not no_weaker(rule, share, usual):
        return
    on, by_terms = poll(rule, ratio=share), poll(usual)
    if decide(on, cast_on(on, answers)).stage is Stage.ADOPTED:
        assert decide(by_terms, cast_on(by_terms, answers)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-25")
@pytest.mark.parametrize("usual", [Rule.TWO_THIRDS, Rule.ABSOLUTE_MAJORITY])
def test_a_poll_or_what_it_falls_back_to_is_never_weaker_than_the_terms(usual: Rule) -> None:
    line = f"poll open RES-00000000X rule={usual.value}"
    plain = replace(poll(), fallback=None)
    silent = replace(plain, rule=Rule.SILENCE, fallback=Rule.SIMPLE_MAJORITY)
    for draft in (plain, silent):
        with pytest.raises(Refused) as no:
            needs_record(draft, Standing(), usual, Votes.OPEN)
        assert (no.value.rule, no.value.instead[0]) == ("DR-25", line)
        assert not needs_record(draft, Standing(Category.PROCEDURAL), usual, Votes.OPEN)
    for stricter in (Rule.UNANIMITY, Rule.CONSENSUS, usual):
        assert not needs_record(replace(plain, rule=stricter), Standing(), usual, Votes.OPEN)
