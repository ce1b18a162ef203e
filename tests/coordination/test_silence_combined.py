"""Several things at once under silence: whatever comes together, no State's objection is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.course import after_vote, close, extend
from coordination.poll.decide import decide
from coordination.poll.holding import hold
from coordination.poll.letter import LetterChannel, Position, confirm, enter, waiting
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import OBJECTIONS, Answer
from coordination.refused import Refused
from tests.coordination.polls import (
    CLOSES,
    FIRST,
    MOMENT,
    OPENED,
    OTHERS,
    SECOND,
    acknowledged,
    ballot,
    hat,
    poll,
)

HOUR = timedelta(hours=1)
OUT = (AnnexKind.WITHDRAWN, AnnexKind.SUSPENDED, AnnexKind.RECUSED)
PARTIES = st.sets(st.sampled_from(OTHERS))


def out(on: Poll, party: str, kind: AnnexKind, at: datetime) -> Poll:
    """The poll that this party leaves, is suspended from, or stands aside in."""
    made = tuple(Annex(on.id, 60, kind, party, person, at) for person in ("sam", "kim"))
    return replace(on, annexes=(*on.annexes, *made))


def letter(on: Poll, reached: datetime, answer: Answer = Answer.OBJECT) -> Position:
    sent = ballot(answer, 70, OPENED + 3 * HOUR, sent_at=reached)
    return enter(on, "PH", LetterChannel.NOTE, "note 12/26", sent, FIRST)


@pytest.mark.rule("DR-09", "DR-21", "DR-23", "DR-33")
@pytest.mark.parametrize("kind", OUT)
@pytest.mark.parametrize("answer", sorted(OBJECTIONS))
def test_an_objection_by_letter_breaks_silence_whatever_became_of_its_state_afterwards(
    kind: AnnexKind, answer: Answer
) -> None:
    on = acknowledged(poll(Rule.SILENCE), OTHERS)
    written = letter(on, OPENED + HOUR, answer)
    after = out(on, "PH", kind, OPENED + 2 * HOUR)
    assert waiting(after, [written]) == (written,)
    vote = confirm(after, written, SECOND, OPENED + 4 * HOUR)
    assert after_vote(after, vote).stage is Stage.BROKEN
    assert letter(after, OPENED + 2 * HOUR - MOMENT, answer).party == "PH"  # entered afterwards
    with pytest.raises(Refused):
        letter(after, OPENED + 2 * HOUR, answer)


@pytest.mark.rule("DR-09", "DR-21", "DR-23")
@over(st.sampled_from(OUT), st.sampled_from(sorted(OBJECTIONS)), st.sampled_from(OTHERS))
def test_no_departure_mends_a_silence_that_its_state_has_broken(
    kind: AnnexKind, answer: Answer, party: str
) -> None:
    on = acknowledged(poll(Rule.SILENCE), OTHERS)
    vote = cast(on, ballot(answer, at=OPENED + HOUR), hat(party))
    broken = out(after_vote(on, vote), party, kind, OPENED + 2 * HOUR)
    assert decide(broken, [vote]).stage is Stage.BROKEN
    assert decide(replace(broken, stage=Stage.OPEN), [vote]).stage is Stage.BROKEN


@pytest.mark.rule("DR-08", "DR-09", "DR-12", "DR-21", "DR-23", "DR-34")
@over(PARTIES, PARTIES, st.dictionaries(st.sampled_from(OTHERS), st.sampled_from(OUT), max_size=3))
def test_silence_adopts_exactly_what_all_that_still_decide_received_and_nobody_objected_to(
    received: set[str], objecting: set[str], gone: dict[str, AnnexKind]
) -> None:
    on = acknowledged(poll(Rule.SILENCE), sorted(received))
    votes = [
        cast(on, ballot(Answer.OBJECT, n, OPENED + HOUR), hat(party))
        for n, party in enumerate(sorted(objecting), 80)
    ]
    for party, kind in gone.items():
        on = out(on, party, kind, OPENED + 2 * HOUR)
    found = decide(on, votes).stage
    if objecting:
        assert found is Stage.BROKEN
    elif set(OTHERS) - received - set(gone):
        assert found is Stage.LAPSED_NO_QUORUM
    else:
        assert found is Stage.ADOPTED


@pytest.mark.rule("DR-10", "DR-11", "DR-34")
@over(
    st.lists(
        st.tuples(
            st.sampled_from(["chair", "clock"]), st.integers(-50, 100), st.integers(-90, 200)
        ),
        max_size=8,
    )
)
def test_whoever_extends_a_closing_only_moves_later_and_the_chair_moves_it_once(
    several: list[tuple[str, int, int]],
) -> None:
    on, by_chair = poll(Rule.SILENCE), 0
    for who, hours, when in several:
        until, at = on.closes_at + hours * HOUR, CLOSES + when * HOUR
        try:
            later = extend(on, until, at, by_clock=who == "clock")
        except Refused:
            continue
        assert later.closes_at > on.closes_at
        assert who == "clock" or at < on.closes_at
        by_chair += who == "chair"
        on = later
    assert by_chair <= 1
    assert on.extended is (by_chair == 1)


@pytest.mark.rule("DR-09", "DR-10", "DR-34")
def test_an_objection_in_the_time_that_was_added_breaks_as_any_other() -> None:
    on = acknowledged(poll(Rule.SILENCE), OTHERS[:-1])
    longer = hold(on, ["PH"], CLOSES + 24 * HOUR, CLOSES, 90)
    vote = cast(longer, ballot(Answer.AMEND, at=CLOSES + 24 * HOUR - MOMENT), hat("NL"))
    assert after_vote(longer, vote).stage is Stage.BROKEN
    with pytest.raises(Refused):
        cast(longer, ballot(Answer.AMEND, at=CLOSES + 24 * HOUR), hat("NL"))


@pytest.mark.rule("DR-08", "DR-09")
@over(st.integers(0, int((CLOSES - OPENED).total_seconds()) + 299))
def test_no_silence_is_adopted_before_its_expiry_and_grace_by_anybody(
    seconds: int,
) -> None:
    on = acknowledged(poll(Rule.SILENCE), OTHERS)
    with pytest.raises(Refused) as no:
        close(on, [], OPENED + timedelta(seconds=seconds), 1)
    assert no.value.rule == "DR-08"
