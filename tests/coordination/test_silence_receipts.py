"""Receipts under silence, and what becomes of it while a State is not reached (DR-08, DR-34)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.course import after_vote, close, extend
from coordination.poll.decide import decide
from coordination.poll.delegating import Alternates
from coordination.poll.holding import (
    admitted,
    fallen_back,
    hold,
    may_fall_back,
    more_time,
    unheard,
    unrepresented,
    without_quorum,
)
from coordination.poll.letter import LetterChannel
from coordination.poll.receipt import (
    attested,
    entered,
    receipts,
    received,
    waiting_receipt,
    without_receipt,
)
from coordination.poll.record import Accredited, Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, MOMENT, OPENED, OTHERS, acknowledged, ballot, hat, poll

ANNOUNCED = CLOSES + timedelta(minutes=5)
BEFORE = CLOSES - timedelta(hours=1)
DESK = WorkCalendar("Europe/Amsterdam")
NOTE = LetterChannel.NOTE
SOME = st.sets(st.sampled_from(OTHERS))
VOTERS = tuple(hat(code) for code in OTHERS)


def office(person: str, role: Role = Role.SECRETARIAT) -> Credential:
    return hat(None, role, id=f"office-{person}", person=person)


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def under(*parties: str, **changes: Any) -> Poll:
    """A text under silence, received by these parties."""
    return acknowledged(poll(Rule.SILENCE, fallback=Rule.CONSENSUS, **changes), parties)


@pytest.mark.rule("DR-08", "DR-12", "DR-34")
@given(SOME)
def test_nothing_is_adopted_without_every_receipt(parties: set[str]) -> None:
    silent = under(*parties)
    outcome, _ = close(silent, [], ANNOUNCED, 7)
    everybody = parties == set(OTHERS)
    assert outcome.stage is (Stage.ADOPTED if everybody else Stage.LAPSED_NO_QUORUM)
    assert outcome.number == (7 if everybody else None)
    assert set(without_receipt(silent)) == set(OTHERS) - parties


@pytest.mark.rule("DR-08")
@given(st.sampled_from(OTHERS), st.integers(0, 10**9))
def test_a_receipt_at_the_expiry_or_later_comes_too_late_for_it(code: str, late: int) -> None:
    rest = [one for one in OTHERS if one != code]
    after = acknowledged(under(*rest), [code], CLOSES + timedelta(microseconds=late))
    assert decide(after, []).stage is Stage.LAPSED_NO_QUORUM
    longer = extend(under(*rest), CLOSES + timedelta(days=1_000), OPENED)
    assert decide(acknowledged(longer, [code], CLOSES), []).stage is Stage.ADOPTED


@pytest.mark.rule("DR-08", "DR-17")
def test_only_a_voter_of_the_party_confirms_receipt_and_only_under_silence() -> None:
    silent = under()
    assert received(silent, hat("NL"), OPENED, 1, "matrix").other == "matrix"
    others = (hat("XV"), hat("FR", Role.EMBASSY), hat(None, Role.OBSERVER), hat("NZ"))
    for one, rule in zip(others, ("DR-22", "T-30", "T-33", "DR-20"), strict=True):
        with pytest.raises(Refused) as refused:
            received(silent, one, OPENED, 1, "matrix")
        assert refused.value.rule == rule
    vote = poll()
    assert refusal(lambda: received(vote, hat("NL"), OPENED, 1, "matrix")).rule == "DR-08"


@pytest.mark.rule("DR-33", "DR-34")
def test_a_receipt_from_outside_counts_once_a_second_person_has_confirmed_it() -> None:
    silent = under(*(one for one in OTHERS if one != "PH"))
    reached = BEFORE - timedelta(days=2)
    made = entered(silent, "PH", NOTE, reached, "Note 7", office("a"), BEFORE, 90)
    waits = replace(silent, annexes=(*silent.annexes, made))
    assert without_receipt(waits) == ("PH",)
    found = waiting_receipt(waits, "PH")
    assert found == made
    same = refusal(lambda: attested(waits, made, office("a"), BEFORE, 91, agree=True))
    assert same.rule == "DR-33"
    for agree, lacking in ((True, ()), (False, ("PH",))):
        by = attested(waits, made, office("b", Role.CHAIR), BEFORE, 91, agree=agree)
        done = replace(waits, annexes=(*waits.annexes, by))
        assert without_receipt(done) == lacking
        assert waiting_receipt(done, "PH") is None
    assert unrepresented(done, (), CLOSES) == done.eligible


@pytest.mark.rule("DR-33")
@pytest.mark.parametrize(
    ("reached", "evidence"),
    [(OPENED - MOMENT, "Note 7"), (BEFORE + MOMENT, "Note 7"), (BEFORE, "  ")],
)
def test_a_receipt_needs_evidence_and_a_time_after_the_opening(
    reached: datetime, evidence: str
) -> None:
    silent, desk = under(), office("a")
    no = refusal(lambda: entered(silent, "PH", NOTE, reached, evidence, desk, BEFORE, 90))
    assert no.rule == "DR-33"


@pytest.mark.rule("DR-34", "DR-12")
@given(SOME, st.integers(0, 7))
def test_who_is_not_reached_gives_more_time_once_and_then_it_lapses(
    parties: set[str], hours: int
) -> None:
    lacking = set(OTHERS) - parties
    assume(lacking)
    silent = under(*parties)
    assert set(unheard(silent, VOTERS, CLOSES)) == lacking
    assert refusal(lambda: may_fall_back(silent)).rule == "DR-34"
    until = more_time(silent, {"NL": DESK})
    at = ANNOUNCED + timedelta(hours=hours)
    held = hold(silent, lacking, until, at, 90)
    assert held.closes_at == until > CLOSES
    assert not held.extended
    assert may_fall_back(held) is Rule.CONSENSUS_OF_OTHERS
    assert fallen_back(held, "POL-2", until - MOMENT).successor == "POL-2"
    ended = without_quorum(held, lacking, until, 91)
    assert decide(ended, []).stage is Stage.LAPSED_NO_QUORUM
    heard = acknowledged(held, sorted(lacking), until - MOMENT)
    assert decide(heard, []).stage is Stage.ADOPTED


@pytest.mark.rule("DR-08", "DR-18", "DR-34")
def test_a_voter_whose_credential_ends_leaves_a_state_unrepresented() -> None:
    silent = under(*OTHERS)
    ended = hat("PH", valid_to=CLOSES - timedelta(hours=3))
    rest = [one for one in VOTERS if one.party != "PH"]
    assert unheard(silent, [*rest, ended], CLOSES) == ("PH",)
    assert unheard(silent, VOTERS, CLOSES) == ()
    deputy = hat("PH", Role.ALTERNATE)
    both = replace(
        silent, accredited=(*silent.accredited, Accredited("PH", deputy.id, Role.ALTERNATE))
    )
    left = replace(both, alternates=Alternates.DELEGATED)
    assert unheard(left, [*rest, ended, deputy], CLOSES) == ("PH",)
    handed = Annex(silent.id, 80, AnnexKind.DELEGATED, "PH", "ph1", BEFORE)
    lent = replace(left, annexes=(*left.annexes, handed))
    assert unheard(lent, [*rest, ended, deputy], CLOSES) == ()


@pytest.mark.rule("DR-17", "DR-34")
def test_a_new_voter_is_admitted_where_nobody_else_can_speak() -> None:
    silent = under()
    fresh = hat("PH", id="voter-PH-2", person="ph9", valid_from=BEFORE)
    assert admitted(silent, [*VOTERS, fresh], CLOSES, 90) == ()
    rest: Iterable[Credential] = [one for one in VOTERS if one.party != "PH"]
    [made] = admitted(silent, [*rest, fresh], CLOSES, 90)
    after = replace(silent, annexes=(*silent.annexes, made))
    vote = cast(after, ballot(Answer.OBJECT, 3, BEFORE), fresh)
    assert after_vote(after, vote).stage is Stage.BROKEN
    assert refusal(lambda: cast(silent, ballot(Answer.OBJECT, 3, BEFORE), fresh)).rule == "DR-17"


@pytest.mark.rule("DR-08")
def test_the_first_receipt_of_a_party_stands() -> None:
    twice = acknowledged(under("NL"), ["NL"], BEFORE)
    assert receipts(twice)["NL"].at == OPENED
