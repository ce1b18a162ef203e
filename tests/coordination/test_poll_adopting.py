"""Whose own act is awaited once a text is adopted (DR-30, T-41)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.convergence.board import Decided, Records, Status, board
from coordination.poll.adopting import adopting_parties
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.coverage import constructive
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from tests.coordination.polls import CLOSES, OPENED, OTHERS, given, poll, spread
from tests.coordination.test_convergence import RESPONSE


def with_(on: Poll, kind: AnnexKind, party: str, *people: str) -> Poll:
    made = (Annex(on.id, 90 + n, kind, party, one, OPENED) for n, one in enumerate(people))
    return replace(on, annexes=(*on.annexes, *made))


@pytest.mark.rule("T-41", "DR-21", "DR-23")
@pytest.mark.parametrize("rule", [Rule.CONSENSUS, Rule.SIMPLE_MAJORITY])
def test_who_left_or_stood_aside_adopted_nothing(rule: Rule) -> None:
    on = poll(rule)
    votes = given(on, spread(yes=8))
    assert adopting_parties(on, votes) == on.eligible
    on = with_(on, AnnexKind.WITHDRAWN, "CA", "office", "chair")
    on = with_(on, AnnexKind.RECUSED, "FR", "fr1")
    assert adopting_parties(on, votes) == ("AU", "CO", "IL", "IT", "NL", "PH")


@pytest.mark.rule("T-41", "DR-15")
def test_who_abstained_with_a_declaration_is_not_among_those_that_adopted() -> None:
    on = poll(Rule.CONSENSUS)
    votes = given(on, [Answer.ABSTAIN, Answer.ABSTAIN])
    declared = replace(on, annexes=(constructive(on, votes[0], "It does not bind us."),))
    assert adopting_parties(declared, votes) == on.eligible[1:]


@pytest.mark.rule("DR-13", "T-41")
@pytest.mark.parametrize("rule", [Rule.CONSENSUS, Rule.SIMPLE_MAJORITY])
def test_who_said_yes_subject_to_its_capital_adopted_nothing_until_that_has_spoken(
    rule: Rule,
) -> None:
    on = replace(poll(rule), stage=Stage.ADOPTED)
    votes = [
        replace(vote, ad_referendum=vote.party == "AU")
        for vote in given(poll(rule), [Answer.YES] * 8)
    ]
    assert adopting_parties(on, votes) == on.eligible[1:]
    asked = replace(on, confirm_by=CLOSES)
    assert adopting_parties(with_(asked, AnnexKind.CONFIRMED, "AU", "au1"), votes) == on.eligible


ANSWER = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING, None])
AROUND = st.sampled_from([AnnexKind.RECUSED, AnnexKind.WITHDRAWN, AnnexKind.CONFIRMED])


@pytest.mark.rule("DR-13", "T-41")
@over(
    st.sampled_from([rule for rule in Rule if rule is not Rule.SILENCE]),
    st.lists(ANSWER, min_size=8, max_size=8),
    st.sets(st.sampled_from(OTHERS)),
    st.dictionaries(st.sampled_from(OTHERS), AROUND, max_size=3),
    st.booleans(),
)
def test_no_board_shows_a_state_as_adopting_that_the_decision_does_not_count_among_them(
    rule: Rule,
    said: list[Answer | None],
    subject: set[str],
    around: dict[str, AnnexKind],
    waited: bool,
) -> None:
    on = poll(rule)
    votes = [replace(vote, ad_referendum=vote.party in subject) for vote in given(on, said)]
    on = replace(on, stage=Stage.ADOPTED, closed_at=CLOSES, confirm_by=CLOSES if waited else None)
    for party, kind in around.items():
        on = with_(on, kind, party, "sam", "kim")
    decided = {RESPONSE.id: Decided(on, tuple(votes))}
    [column] = board(Records(OTHERS, [RESPONSE], (), (), decided))
    shown = {cell.party for cell in column.cells if cell.status is Status.ADOPTED}
    assert shown <= set(adopting_parties(on, votes))
    assert not {c.party for c in column.cells if c.status is Status.ANNOUNCED} & set(
        adopting_parties(on, votes)
    )
