"""The board says what is on record of each State; what nobody said is unknown, and not going on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.action import Action, Consulted, Measure, Stage
from coordination.commitment import Commitment, Promise
from coordination.commitment import Stage as CommitmentStage
from coordination.convergence.adoptions import Hold
from coordination.convergence.board import Decided, Records, Status, board, essence, known
from coordination.convergence.compare import Aspect, compared
from coordination.convergence.standing import Practice, diverge, standings
from coordination.poll.adopting import adopting_parties
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage as PollStage
from coordination.poll.vote import Answer
from coordination.response.parts import Suspension
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from tests.coordination import polls
from tests.coordination.holds import holds
from tests.coordination.incidents import ID, NOW
from tests.coordination.polls import OTHERS

OPEN = PollStage.OPEN
RESPONSE = Response(
    "RES-1", "ica", ID, "Pause", Suspension("XV", "All"), "NL", NOW, stage=ResponseStage.ADOPTED
)
ONE = Action("ACT-1", "ica", ID, "IL", Measure.SUSPENSION, Consulted.NO, "il1", NOW)


SPOKEN = (Answer.YES, Answer.ABSTAIN, Answer.NOT_PARTICIPATING)
"""Answers that no rule takes for an objection."""
VOTED = tuple(rule for rule in Rule if rule is not Rule.SILENCE)


def utc(_: str, at: datetime) -> date:
    return at.date()


def measure(owner: str, what: Measure, stage: Stage, at: int = 0) -> Action:
    """A measure of a State at a stage, announced that many hours later."""
    when = NOW + timedelta(hours=at)
    made = replace(ONE, id=f"ACT-{owner}{at}", owner=owner, measure=what, announced_at=when)
    if stage is Stage.CONSULTING:
        return replace(made, consulted=Consulted.FIRST)
    if stage in (Stage.IN_EFFECT, Stage.ENDED):
        made = replace(made, effective_at=when)
    if stage is Stage.ENDED:
        return replace(made, ended_at=when)
    return replace(made, withdrawn_at=when) if stage is Stage.WITHDRAWN else made


def promise(owner: str, stage: CommitmentStage) -> Commitment:
    what = Promise("Pause", "CA", NOW + timedelta(days=30), response="RES-1")
    return Commitment(f"COM-{owner}", "ica", ID, owner, what, stage, "x", NOW)


actions = st.lists(
    st.builds(
        measure,
        st.sampled_from(OTHERS),
        st.sampled_from(Measure),
        st.sampled_from(Stage),
        st.integers(0, 50),
    ),
    max_size=12,
)
promises = st.lists(
    st.builds(promise, st.sampled_from(OTHERS), st.sampled_from(CommitmentStage)), max_size=8
)


@pytest.mark.rule("T-36")
@given(actions, promises, holds)
def test_who_has_said_nothing_is_unknown_and_never_counts_as_continuing(
    own: list[Action], made: list[Commitment], answers: list[Hold]
) -> None:
    found = standings(OTHERS, own, made, answers)
    spoke = {a.owner for a in own} | {c.owner for c in made} | {h.party for h in answers}
    assert [one.party for one in found] == list(OTHERS)
    for one in found:
        if one.party not in spoke:
            assert one.practice is Practice.UNKNOWN
        if one.practice is not Practice.ANNOUNCED:
            assert (one.since is None) == (one.practice is Practice.UNKNOWN)
    silent = [one for one in found if one.practice is Practice.UNKNOWN]
    assert not diverge(silent)


@pytest.mark.rule("T-36")
def test_states_diverge_when_one_has_suspended_and_one_continues_and_only_then() -> None:
    for several in product((None, *Practice), repeat=3):
        from_these = standings(("AA", "BB", "CC"), (), (), ())
        said = [replace(s, practice=p or Practice.UNKNOWN) for s, p in zip(from_these, several)]  # noqa: B905
        both = Practice.SUSPENDED in several and Practice.CONTINUING in several
        assert diverge(said) is both


@pytest.mark.rule("T-36")
@given(actions, promises, holds)
def test_states_diverge_only_by_what_two_of_them_said_themselves(
    own: list[Action], made: list[Commitment], answers: list[Hold]
) -> None:
    found = standings(OTHERS, own, made, answers)
    if diverge(found):
        spoke = {a.owner for a in own} | {c.owner for c in made} | {h.party for h in answers}
        assert len(spoke) >= 2


@given(actions, promises, st.booleans(), st.lists(st.sampled_from([*Answer, None]), max_size=8))
def test_every_column_counts_every_state_exactly_once_in_the_order_of_codes(
    own: list[Action], made: list[Commitment], silent: bool, answers: list[Answer | None]
) -> None:
    rule = Rule.SILENCE if silent else Rule.SIMPLE_MAJORITY
    poll = replace(polls.poll(rule), stage=OPEN)
    fitting = [a for a in answers if a in (Answer.YES, Answer.NO, Answer.ABSTAIN, None)]
    votes = () if silent else tuple(polls.given(poll, fitting))
    decided = {"RES-1": Decided(poll, votes)}
    columns = board(Records(OTHERS, [RESPONSE], own, made, decided))
    for column in columns:
        assert [cell.party for cell in column.cells] == sorted(OTHERS)
        assert sum(column.count(status) for status in Status) == len(OTHERS)


@pytest.mark.rule("T-34", "DR-30")
@given(actions)
def test_a_state_without_a_record_is_unknown_in_every_column(own: list[Action]) -> None:
    spoke = {one.owner for one in own}
    for column in board(Records(OTHERS, [RESPONSE], own)):
        for cell in column.cells:
            assert cell.party in spoke or cell.status is Status.UNKNOWN
            assert (cell.status is not Status.UNKNOWN) or cell.since is None


@pytest.mark.rule("DR-30")
def test_adoption_commits_nobody_and_a_vote_against_stays_one() -> None:
    poll = replace(polls.poll(), stage=OPEN)
    answers = [Answer.YES, Answer.NO, Answer.ABSTAIN, None]
    decided = {"RES-1": Decided(poll, tuple(polls.given(poll, answers)))}
    [column] = board(Records(OTHERS, [RESPONSE], (), (), decided))
    by = {cell.party: cell.status for cell in column.cells}
    assert [by[p] for p in poll.eligible[:4]] == [
        Status.ADOPTED,
        Status.NONE,
        Status.UNKNOWN,  # who abstains has not said that it takes no part
        Status.UNKNOWN,
    ]
    assert column.count(Status.COMMITTED) + column.count(Status.IN_FORCE) == 0


@pytest.mark.rule("DR-07", "DR-15")
@given(st.lists(st.sampled_from([None, *SPOKEN]), max_size=8), st.sampled_from(VOTED))
def test_the_board_and_the_certificate_name_the_same_states_as_having_adopted(
    answers: list[Answer | None], rule: Rule
) -> None:
    on = replace(polls.poll(rule), stage=OPEN)
    votes = tuple(polls.given(on, answers))
    poll = replace(on, stage=PollStage.ADOPTED)
    decided = {"RES-1": Decided(poll, votes)}
    [column] = board(Records(OTHERS, [RESPONSE], (), (), decided))
    adopted = {cell.party for cell in column.cells if cell.status is Status.ADOPTED}
    assert adopted == set(adopting_parties(poll, votes))


@pytest.mark.rule("DR-13", "DR-21", "DR-23")
def test_who_left_stood_aside_or_was_not_confirmed_did_not_adopt() -> None:
    on = polls.poll()
    poll = replace(on, stage=PollStage.ADOPTED, confirm_by=NOW)
    kinds = {"CA": AnnexKind.RECUSED, "CO": AnnexKind.WITHDRAWN, "FR": AnnexKind.CONFIRMED}
    made = [
        Annex(poll.id, n, kind, party, person, poll.opened_at)
        for n, (party, kind) in enumerate(kinds.items(), 50)
        for person in ("sam", "kim")
    ]
    votes = [
        replace(vote, ad_referendum=vote.party in ("AU", "FR"))
        for vote in polls.given(on, [Answer.YES] * 8)
    ]
    decided = {"RES-1": Decided(replace(poll, annexes=tuple(made)), tuple(votes))}
    [column] = board(Records(OTHERS, [RESPONSE], (), (), decided))
    by = {cell.party: cell.status for cell in column.cells}
    adopted = {party for party, status in by.items() if status is Status.ADOPTED}
    assert adopted == set(OTHERS) - {"AU", "CA", "CO"}
    assert by["CA"] is by["CO"] is Status.UNKNOWN


def test_what_a_state_did_goes_before_how_it_voted_and_a_withdrawal_is_seen() -> None:
    poll = replace(polls.poll(), stage=OPEN)
    decided = {"RES-1": Decided(poll, tuple(polls.given(poll, [Answer.YES] * 8)))}
    gone = replace(promise("AU", CommitmentStage.WITHDRAWN), withdrawn_at=NOW)
    made = [gone, promise("CA", CommitmentStage.ACTIVE), promise("CO", CommitmentStage.ACCEPTED)]
    own = [measure("FR", Measure.SUSPENSION, Stage.IN_EFFECT)]
    [column] = board(Records(OTHERS, [RESPONSE], own, made, decided))
    by = {cell.party: cell.status for cell in column.cells}
    assert (by["AU"], by["CA"], by["CO"], by["FR"], by["IL"]) == (
        Status.NONE,
        Status.IN_FORCE,
        Status.COMMITTED,
        Status.IN_FORCE,
        Status.ADOPTED,
    )


def test_a_picture_is_due_when_the_answers_on_the_board_change_and_not_when_a_date_does() -> None:
    one = [measure("IL", Measure.SUSPENSION, Stage.IN_EFFECT)]
    later = [replace(one[0], effective_at=NOW + timedelta(days=1))]
    both = [*one, measure("IT", Measure.SUSPENSION, Stage.ANNOUNCED)]
    marks = [
        essence(board(Records(OTHERS, (), own)), diverging=False) for own in (one, later, both)
    ]
    assert marks[0] == marks[1]
    assert marks[0] != marks[2]
    assert not known(board(Records(OTHERS, [RESPONSE])))


@pytest.mark.rule("T-35")
def test_measures_are_compared_in_six_aspects_once_two_states_have_one() -> None:
    first = replace(ONE, scope="All files", starts=NOW)
    assert compared([first, replace(first, id="ACT-2")], utc) == ()
    other = replace(ONE, id="ACT-3", owner="IT", scope="all  files", lift="A register", starts=NOW)
    rows = compared([first, other], utc)
    assert [row.aspect for row in rows] == list(Aspect)
    by = {row.aspect: row for row in rows}
    assert not by[Aspect.SCOPE].differs
    assert not by[Aspect.LIFT].differs
    assert by[Aspect.LIFT].silent == ("IL",)
    moved = replace(other, starts=NOW + timedelta(days=2))
    assert {row.aspect for row in compared([first, moved], utc) if row.differs} == {Aspect.STARTS}


@pytest.mark.rule("T-35")
@given(actions)
def test_what_no_longer_stands_is_compared_with_nothing(own: list[Action]) -> None:
    for row in compared(own, utc):
        shown = {term.action for term in row.terms}
        assert shown <= {one.id for one in own if one.stands}
        assert len({term.party for term in row.terms}) >= 2
