"""When a rule that can overrule a party may decide (DR-25), over every rule and every terms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.poll.category import (
    Category,
    Standing,
    Votes,
    needs_record,
    overrules,
)
from coordination.poll.rule import Rule
from coordination.refused import Refused
from tests.coordination.polls import poll

RULES = st.sampled_from(Rule)


@pytest.mark.rule("DR-25")
@given(RULES, RULES, st.sampled_from(Votes), st.sampled_from(Category))
def test_a_party_is_overruled_only_on_procedure_or_by_the_terms_and_on_the_record(
    rule: Rule, usual: Rule, votes: Votes, category: Category
) -> None:
    draft = replace(poll(), rule=rule, fallback=None)
    on_substance = overrules(rule) and category is Category.SUBSTANTIVE
    if on_substance and not overrules(usual) and votes is Votes.NEVER:
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
