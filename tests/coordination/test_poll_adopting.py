"""Whose own act is awaited once a text is adopted (DR-30, T-41)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordination.poll.adopting import adopting_parties
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.coverage import constructive
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.vote import Answer
from tests.coordination.polls import OPENED, given, poll, spread


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
