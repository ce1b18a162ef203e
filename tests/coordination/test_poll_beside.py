"""What stands beside an answer and changes no count: words, reservations, declarations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.poll.adopting import adopting_parties
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.count import tally
from coordination.poll.course import amend
from coordination.poll.coverage import constructive, coverage, declared, kept_apart
from coordination.poll.decide import decide
from coordination.poll.joining import aligned
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.statement import stated
from coordination.poll.vote import Answer
from coordination.refused import Refused
from tests.coordination.polls import (
    CLOSES,
    MOMENT,
    OPENED,
    OTHERS,
    acknowledged,
    ballot,
    given,
    hat,
    poll,
    refusal,
)

PARAGRAPHS = ("1", "2", "3")
DAY = timedelta(hours=24)
BALLOT = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, None])
KEPT = st.lists(
    st.tuples(st.sampled_from(OTHERS), st.sets(st.sampled_from(PARAGRAPHS))), max_size=12
)


def apart(on: Poll, said: list[tuple[str, set[str]]]) -> Poll:
    """The poll with these reservations, in the order in which they were made."""
    for seq, (party, numbers) in enumerate(said, 100):
        at = OPENED + timedelta(minutes=seq)
        one = kept_apart(on, hat(party), at, seq, tuple(sorted(numbers)), PARAGRAPHS)
        on = replace(on, annexes=(*on.annexes, one))
    return on


@pytest.mark.rule("DR-14")
@over(st.sampled_from(Rule), st.lists(BALLOT, min_size=8, max_size=8), KEPT)
def test_a_reservation_is_no_objection_and_changes_no_count(
    rule: Rule, said: list[Answer | None], kept: list[tuple[str, set[str]]]
) -> None:
    on = acknowledged(poll(rule), OTHERS)
    if rule is Rule.SILENCE:
        said = [one if one is Answer.NO else None for one in said]
    votes = given(on, said)
    assert decide(apart(on, kept), votes) == decide(on, votes)


@pytest.mark.rule("DR-14")
@over(KEPT)
def test_a_paragraph_applies_to_all_but_those_whose_last_word_keeps_away_from_it(
    kept: list[tuple[str, set[str]]],
) -> None:
    on, last = apart(poll(), kept), dict(kept)
    rows = dict(coverage(on, PARAGRAPHS))
    for party in OTHERS:
        for number in PARAGRAPHS:
            out = number in last.get(party, set())
            assert (party in rows[number]) is out
    newer = amend(on, "1" * 64, OPENED + timedelta(hours=9), {})
    assert all(not parties for _, parties in coverage(newer, PARAGRAPHS))


@pytest.mark.rule("DR-14")
def test_reservations_come_before_the_end_and_name_paragraphs_that_there_are() -> None:
    on = poll()

    def reserve(party: str, at: timedelta, *numbers: str) -> Annex:
        return kept_apart(on, hat(party), CLOSES + at, 9, numbers, PARAGRAPHS)

    assert reserve("NL", -MOMENT, "2").items == ("2",)
    assert refusal(lambda: reserve("NL", timedelta(0), "2")) == "DR-14"
    assert refusal(lambda: reserve("NL", -MOMENT, "2", "4")) == "DR-14"
    assert refusal(lambda: reserve("XV", -MOMENT, "2")) == "DR-22"
    ended = replace(on, stage=Stage.ADOPTED)
    assert refusal(lambda: kept_apart(ended, hat("NL"), OPENED, 9, ("2",), PARAGRAPHS)) == "stage"


@pytest.mark.rule("DR-14")
@over(st.text(min_size=1), st.integers(-10, 3000))
def test_a_statement_is_kept_word_for_word_until_a_day_after_the_end(
    words: str, minutes: int
) -> None:
    done = replace(poll(), stage=Stage.ADOPTED, closed_at=CLOSES)
    at = CLOSES + timedelta(minutes=minutes)
    if not words.strip():
        assert refusal(lambda: stated(done, hat("NL"), at, 1, words)) == "form"
    elif at >= CLOSES + DAY:
        assert refusal(lambda: stated(done, hat("NL"), at, 1, words)) == "DR-14"
    else:
        assert stated(done, hat("NL"), at, 1, words).text == words.strip()


@pytest.mark.rule("DR-13", "DR-14")
def test_while_capitals_are_awaited_nothing_is_adopted_and_a_statement_is_not_too_late() -> None:
    waits = replace(poll(), stage=Stage.ADOPTED_AD_REFERENDUM, closed_at=CLOSES)
    late = CLOSES + timedelta(days=9)
    assert stated(waits, hat("NL"), late, 1, "We read §2 narrowly.").party == "NL"
    done = replace(waits, stage=Stage.ADOPTED, closed_at=late)
    assert stated(done, hat("NL"), late + DAY - MOMENT, 1, "We read §2 narrowly.").party == "NL"
    assert refusal(lambda: stated(done, hat("NL"), late + DAY, 1, "Late.")) == "DR-14"


@pytest.mark.rule("DR-15")
@over(
    st.lists(BALLOT, min_size=7, max_size=7),
    st.sampled_from([r for r in Rule if r is not Rule.SILENCE]),
)
def test_a_constructive_abstention_counts_as_an_abstention_and_binds_nobody(
    said: list[Answer | None], rule: Rule
) -> None:
    on = poll(rule)
    votes = given(on, [*said, Answer.ABSTAIN])
    mine = constructive(on, votes[-1], "We shall not stand in the way.")
    after = replace(on, annexes=(mine,))
    assert decide(after, votes) == decide(on, votes)
    assert "PH" not in adopting_parties(after, votes)
    assert declared(after, votes[-1]) is mine


@pytest.mark.rule("DR-15", "DR-16")
def test_a_declaration_belongs_to_its_own_abstention_and_to_no_later_answer() -> None:
    on = poll()
    first = cast(on, ballot(Answer.ABSTAIN, 1), hat("NL"))
    mine = constructive(on, first, "We shall not stand in the way.")
    after = replace(on, annexes=(mine,))
    later = cast(after, ballot(Answer.ABSTAIN, 2), hat("NL"))
    assert declared(after, later) is None
    assert tally(after, [first, later]).abstain == 1
    assert mine.kind is AnnexKind.CONSTRUCTIVE
    assert refusal(lambda: constructive(on, first, " ")) == "form"


@pytest.mark.rule("DR-20", "DR-23")
def test_who_stood_aside_did_not_join_later_and_aligns_itself_with_nothing() -> None:
    done = replace(poll(excluded=(Excluded("PH", "DR-23"),)), stage=Stage.ADOPTED)
    assert "PH" not in done.eligible
    with pytest.raises(Refused) as no:
        aligned(done, hat("PH"), OTHERS, CLOSES + DAY, 1)
    assert no.value.rule == "DR-20"
    assert aligned(done, hat("NZ"), (*OTHERS, "NZ"), CLOSES + DAY, 1).party == "NZ"
