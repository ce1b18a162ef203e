"""What stands once a poll has closed, and who may change it before: letters, interests, leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.parties import Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.correction import correct
from coordination.poll.course import withdraw
from coordination.poll.decide import decide, outcome
from coordination.poll.holding import fallen_back, hold, unheard
from coordination.poll.interest import aside, personal
from coordination.poll.leaving import left
from coordination.poll.letter import LetterChannel, Position, confirm, enter, late, waiting
from coordination.poll.receipt import without_receipt
from coordination.poll.record import Accredited, Poll
from coordination.poll.referendum import confirmed
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Vote
from tests.coordination.polls import (
    CLOSES,
    FIRST,
    MOMENT,
    OPENED,
    OTHERS,
    SECOND,
    acknowledged,
    ballot,
    given,
    hat,
    poll,
    refusal,
)

HOUR = timedelta(hours=1)
BALLOT = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING])
BY_VOTES = st.sampled_from([rule for rule in Rule if not rule.by_objection])
DEPUTY = hat("FR", Role.ALTERNATE, person="fr2")


def with_deputy(on: Poll) -> Poll:
    return replace(on, accredited=(*on.accredited, Accredited("FR", DEPUTY.id, DEPUTY.role)))


def note(on: Poll, kind: AnnexKind, party: str, seq: int = 9, person: str = "sam") -> Poll:
    return replace(on, annexes=(*on.annexes, Annex(on.id, seq, kind, party, person, OPENED)))


def note_verbale(on: Poll, party: str = "PH", answer: Answer = Answer.OBJECT) -> Position:
    sent = ballot(answer, 5, OPENED + HOUR, sent_at=OPENED)
    return enter(on, party, LetterChannel.NOTE, "note 12/26", sent, FIRST)


@pytest.mark.rule("DR-09", "DR-33")
def test_a_timely_objection_by_letter_holds_the_end_until_a_second_person_has_seen_it() -> None:
    on = acknowledged(poll(Rule.SILENCE), OTHERS)
    written = note_verbale(on)
    assert waiting(on, [written]) == (written,)
    assert confirm(on, written, SECOND, CLOSES + HOUR).objects
    after = replace(on, fingerprint="1" * 64, version=2)
    assert waiting(after, [written]) == ()
    assert waiting(note(on, AnnexKind.RECUSED, "PH"), [written]) == ()


@pytest.mark.rule("DR-09", "DR-33")
def test_an_objection_by_letter_that_is_entered_after_the_end_is_kept_and_changes_nothing() -> None:
    on = acknowledged(poll(Rule.SILENCE), OTHERS)
    sent = ballot(Answer.OBJECT, 50, CLOSES + HOUR, sent_at=CLOSES - HOUR)
    one = late(on, "CO", LetterChannel.NOTE, "note 13/26", sent, FIRST)
    assert one is not None
    assert (one.kind, one.party, one.until) == (AnnexKind.LATE, "CO", CLOSES - HOUR)
    assert decide(replace(on, annexes=(*on.annexes, one)), []).stage is Stage.ADOPTED
    in_time = replace(sent, received_at=CLOSES - MOMENT)
    assert late(on, "CO", LetterChannel.NOTE, "note 13/26", in_time, FIRST) is None


_MEANT_SO = {AnnexKind.UNHEARD, AnnexKind.RECEIVED_OUTSIDE, AnnexKind.ASKED}
"""That somebody was not reached, or had the text before the end, is found out after it (DR-34)."""


@pytest.mark.rule("DR-16", "DR-23")
@over(
    st.sampled_from([rule for rule in Rule if rule is not Rule.SILENCE]),
    st.lists(BALLOT, min_size=8, max_size=8),
    st.sampled_from([kind for kind in AnnexKind if kind not in _MEANT_SO]),
    st.sampled_from(OTHERS),
    st.integers(0, 100),
)
def test_nothing_that_is_annexed_after_closing_changes_a_decision(
    rule: Rule, said: list[Answer], kind: AnnexKind, party: str, minutes: int
) -> None:
    on = poll(rule)
    votes = given(on, said)
    at = CLOSES + timedelta(minutes=minutes)
    made = [
        Annex(on.id, seq, kind, party, person, at, other="FR", items=("FR", "NL"))
        for seq, person in ((90, "sam"), (91, "kim"))
    ]
    assert decide(replace(on, annexes=tuple(made)), votes) == decide(on, votes)


@pytest.mark.rule("DR-23")
def test_nobody_stands_aside_from_the_closing_on() -> None:
    on = poll()
    assert aside(on, hat("FR"), CLOSES - MOMENT, 9, "Ours").party == "FR"
    assert personal(on, hat("FR"), CLOSES - MOMENT, 9, "Mine").party == "FR"
    assert refusal(lambda: aside(on, hat("FR"), CLOSES, 9, "Ours")) == "DR-23"
    assert refusal(lambda: personal(on, hat("FR"), CLOSES, 9, "Mine")) == "DR-23"


@pytest.mark.rule("DR-18", "DR-23")
def test_an_alternate_to_whom_nothing_was_left_takes_its_state_out_of_nothing() -> None:
    on = with_deputy(poll())
    assert refusal(lambda: aside(on, DEPUTY, OPENED, 9, "Ours")) == "DR-18"
    left_to = note(on, AnnexKind.DELEGATED, "FR", person="fr1")
    assert aside(left_to, DEPUTY, OPENED + HOUR, 10, "Ours").party == "FR"
    assert personal(on, DEPUTY, OPENED, 9, "Mine").party == "FR"


@pytest.mark.rule("DR-13", "DR-16", "DR-18")
def test_an_alternate_to_whom_nothing_was_left_neither_confirms_nor_corrects() -> None:
    on = with_deputy(poll())
    votes = [
        *given(on, [Answer.YES] * 3),
        replace(given(on, [Answer.YES] * 4)[3], ad_referendum=True),
    ]
    waits = replace(on, stage=Stage.ADOPTED_AD_REFERENDUM)
    assert (
        refusal(lambda: confirmed(waits, votes, DEPUTY, CLOSES + HOUR, 50, agrees=False)) == "DR-18"
    )
    done = replace(on, stage=Stage.NOT_ADOPTED)
    assert refusal(lambda: correct(done, DEPUTY, CLOSES + HOUR, "No.", votes)) == "DR-18"


@pytest.mark.rule("DR-21", "DR-33")
@pytest.mark.parametrize("kind", [AnnexKind.WITHDRAWN, AnnexKind.SUSPENDED])
def test_one_person_alone_takes_no_state_out_of_a_poll(kind: AnnexKind) -> None:
    on = poll(Rule.UNANIMITY)
    votes = given(on, [Answer.YES] * 7 + [Answer.NO])
    alone = note(on, kind, "PH")
    again = note(alone, kind, "PH", 10)
    assert decide(alone, votes) == decide(again, votes) == decide(on, votes)
    assert refusal(lambda: left(alone, "PH", kind, "sam", OPENED, 10, "note 9")) == "DR-33"
    second = left(alone, "PH", kind, "kim", OPENED, 10, "note 9")
    both = replace(alone, annexes=(*alone.annexes, second))
    assert decide(both, votes).tally.silent == 1
    assert refusal(lambda: left(both, "PH", kind, "lee", OPENED, 11, "note 9")) == "DR-21"


@pytest.mark.rule("DR-21")
def test_who_is_suspended_stays_in_the_share_of_all_and_its_objection_stands() -> None:
    on = poll(Rule.UNANIMITY)
    votes = given(on, [Answer.YES] * 7 + [Answer.NO])
    out = note(note(on, AnnexKind.SUSPENDED, "PH"), AnnexKind.SUSPENDED, "PH", 10, "kim")
    assert decide(out, votes).stage is Stage.NOT_ADOPTED
    gone = note(note(on, AnnexKind.WITHDRAWN, "PH"), AnnexKind.WITHDRAWN, "PH", 10, "kim")
    assert decide(gone, votes).stage is Stage.ADOPTED
    free = replace(out, rule=Rule.CONSENSUS)
    assert decide(free, votes).stage is Stage.NOT_ADOPTED


@pytest.mark.rule("DR-13")
@over(BY_VOTES, st.lists(st.tuples(BALLOT, st.booleans()), min_size=8, max_size=8))
def test_a_text_is_adopted_for_good_where_no_capital_can_change_it_any_more(
    rule: Rule, said: list[tuple[Answer, bool]]
) -> None:
    on = poll(rule)
    votes = [
        replace(vote, ad_referendum=subject)
        for vote, (_, subject) in zip(given(on, [one for one, _ in said]), said, strict=True)
    ]
    found = decide(on, votes).stage
    ends = {outcome(on, kept).stage is Stage.ADOPTED for kept in _every_way(votes)}
    if found is Stage.ADOPTED:
        assert ends == {True}
    if found is Stage.ADOPTED_AD_REFERENDUM:
        assert ends == {True, False}


def _every_way(votes: list[Vote]) -> list[list[Vote]]:
    """The votes, with every choice of which provisional ones their capitals confirm."""
    ways = [[True, False] if vote.ad_referendum else [True] for vote in votes]
    return [
        [
            vote if stands else replace(vote, answer=Answer.NOT_PARTICIPATING)
            for vote, stands in zip(votes, way, strict=True)
        ]
        for way in product(*ways)
    ]


@pytest.mark.rule("DR-08", "DR-28")
def test_a_text_is_not_taken_off_once_its_time_is_over() -> None:
    on = acknowledged(poll(Rule.SILENCE, fallback=Rule.CONSENSUS), OTHERS)
    assert refusal(lambda: withdraw(on, CLOSES, sponsor_agrees=True)) == "DR-08"
    assert refusal(lambda: withdraw(poll(), CLOSES, sponsor_agrees=True)) == "DR-28"
    assert withdraw(on, CLOSES - MOMENT, sponsor_agrees=True).stage is Stage.WITHDRAWN
    later = hold(on, ["PH"], CLOSES + HOUR, CLOSES, 50)
    assert refusal(lambda: fallen_back(later, "POL-2", CLOSES + HOUR)) == "DR-08"
    assert fallen_back(later, "POL-2", CLOSES).stage is Stage.WITHDRAWN


@pytest.mark.rule("DR-08", "DR-23")
def test_no_receipt_is_awaited_from_who_stands_aside() -> None:
    on = note(poll(Rule.SILENCE), AnnexKind.RECUSED, "FR")
    assert "FR" not in without_receipt(on)
    others = tuple(party for party in OTHERS if party != "FR")
    had = acknowledged(on, others)
    speak = [hat(party) for party in others]
    assert unheard(had, speak, CLOSES) == ()
    assert decide(had, []).stage is Stage.ADOPTED


@pytest.mark.rule("DR-21", "DR-23", "DR-33")
def test_who_stands_aside_or_left_says_nothing_by_letter_either() -> None:
    on = poll(Rule.SILENCE)
    away = note(note(on, AnnexKind.WITHDRAWN, "PH"), AnnexKind.WITHDRAWN, "PH", 10, "kim")
    recused = note(on, AnnexKind.RECUSED, "PH")
    written = note_verbale(on)
    assert refusal(lambda: note_verbale(away)) == "DR-21"
    assert refusal(lambda: note_verbale(recused)) == "DR-23"
    assert refusal(lambda: confirm(away, written, SECOND, OPENED + HOUR)) == "DR-21"
    assert refusal(lambda: confirm(recused, written, SECOND, OPENED + HOUR)) == "DR-23"
