"""Plans of action: complete, time-bound, and each action taken on by its own party alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.commitment import Commitment, Promise, Stage, Strength
from coordination.parties import Credential, Role
from coordination.plan.course import (
    accepted,
    added,
    declined,
    done,
    ended,
    linked,
    revised,
    unlinked,
)
from coordination.plan.overlap import alike, doubles, overlapping
from coordination.plan.record import Action, Answer, Area, Plan
from coordination.plan.timetable import State, slipped, timetable
from coordination.refused import Refused
from tests.coordination.incidents import CHAIR, hat

NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)
ENDS = NOW + timedelta(days=200)
DUE = NOW + timedelta(days=60)
PLAN = Plan("PLA-1", "ica", "INC-1", "Registry", Area.ASSISTANCE, "co1", "CO", NOW, ENDS)
CO, XV = hat("CO", Role.VOTER, can_commit=True), hat("XV", Role.CONCERNED, can_commit=True)
FULL = Action("Verify birth records again", by="XV", due=DUE)


def plan(*actions: Action, **changes: object) -> Plan:
    return replace(PLAN, actions=actions, **changes)  # type: ignore[arg-type]


@pytest.mark.rule("U-35")
@given(what=st.booleans(), who=st.booleans(), when=st.booleans())
def test_an_action_without_what_by_whom_or_when_is_not_active_and_not_accepted(
    what: bool, who: bool, when: bool
) -> None:
    action = Action("Train" if what else " ", by="XV" if who else None, due=DUE if when else None)
    made = plan(action)
    if what and who and when:
        after = accepted(made, 1, XV, "COM-1")
        assert after.actions[0].active
        assert after.actions[0].commitment == "COM-1"
    else:
        assert not action.active
        with pytest.raises(Refused) as no:
            accepted(made, 1, XV, "COM-1")
        assert no.value.rule == "U-35"


@pytest.mark.rule("T-52", "DR-30")
@pytest.mark.parametrize(
    "who", [CO, CHAIR, hat("XV", Role.CONCERNED), hat("XV", Role.EMBASSY, can_commit=True)]
)
def test_nobody_takes_a_recommendation_on_for_another(who: Credential) -> None:
    with pytest.raises(Refused) as no:
        accepted(plan(FULL), 1, who, "COM-1")
    assert no.value.rule in ("DR-30", "T-30")


@pytest.mark.rule("T-52")
@given(answers=st.lists(st.booleans(), min_size=1, max_size=8))
def test_each_action_is_answered_by_itself_and_the_rest_of_the_plan_stands(
    answers: list[bool],
) -> None:
    made = plan(*(replace(FULL, what=f"Action {n}") for n, _ in enumerate(answers)))
    for n, yes in enumerate(answers, start=1):
        made = accepted(made, n, XV, f"COM-{n}") if yes else declined(made, n, "Courts decide", XV)
    assert [one.answer is Answer.ACCEPTED for one in made.actions] == answers
    assert [one.commitment is not None for one in made.actions] == answers


def test_a_declined_action_may_be_said_anew_and_an_accepted_one_not() -> None:
    no = declined(plan(FULL), 1, "Too soon", XV)
    again = revised(no, 1, replace(FULL, due=DUE + timedelta(days=30)), CO)
    assert again.actions[0].answer is Answer.OPEN
    with pytest.raises(Refused):
        revised(accepted(again, 1, XV, "COM-1"), 1, FULL, CO)


def test_an_organisation_acts_on_the_chairs_record_and_a_party_by_its_own_commitment() -> None:
    made = plan(Action("Train registrars", organisation="UNICEF", due=DUE), FULL)
    with pytest.raises(Refused):
        accepted(made, 1, CO, None)
    over = done(accepted(made, 1, CHAIR, None), 1, "Report of July", CHAIR, DUE)
    assert over.actions[0].answer is Answer.DONE
    with pytest.raises(Refused):
        done(accepted(made, 2, XV, "COM-1"), 2, "Report", CHAIR, DUE)


@pytest.mark.rule("U-38")
@given(days=st.integers(1, 400))
def test_no_action_is_due_after_the_end_of_the_plan(days: int) -> None:
    action = replace(FULL, due=NOW + timedelta(days=days))
    if days <= 200:
        assert added(PLAN, action, CO).actions == (action,)
    else:
        with pytest.raises(Refused) as no:
            added(PLAN, action, CO)
        assert no.value.rule == "U-38"


def test_only_who_opened_it_or_the_chair_changes_it_and_what_is_over_stays() -> None:
    with pytest.raises(Refused):
        added(PLAN, FULL, hat("NL", Role.VOTER, can_commit=True))
    over = ended(plan(FULL), "Half of it is done", CHAIR, DUE)
    assert (over.outcome, over.actions) == ("Half of it is done", (FULL,))
    with pytest.raises(Refused):
        added(over, FULL, CHAIR)
    with pytest.raises(Refused):
        linked(PLAN, "PLA-1", CHAIR)
    beside = linked(PLAN, "PLA-2", CHAIR)
    assert unlinked(beside, "PLA-2", CHAIR) == PLAN
    for other, who in (("PLA-3", CHAIR), ("PLA-2", hat("NL", Role.VOTER))):
        with pytest.raises(Refused):
            unlinked(beside, other, who)


@pytest.mark.rule("U-37")
def test_plans_that_overlap_are_found_with_what_may_be_done_twice() -> None:
    read = Action("Read the adoption act of Valdora and comment on it", by="CO", due=DUE)
    again = Action("Read the adoption act of Valdora and comment it", by="CO", due=DUE)
    mine, other = plan(read), plan(again, id="PLA-2", incident="INC-2")
    later = plan(again, id="PLA-3", opened_at=ENDS + timedelta(days=1))
    assert overlapping(mine, [other, mine]) == (other,)
    assert [(one.number, one.other, one.other_number) for one in doubles(mine, [other])] == [
        (1, "PLA-2", 1)
    ]
    assert not alike(read, replace(again, by="NL"))
    assert not alike(read, Action("Train twenty registrars in Valdora", by="CO", due=DUE))
    assert overlapping(mine, [replace(later, ends=ENDS + timedelta(days=9))]) == ()


@pytest.mark.rule("U-38")
@given(stage=st.sampled_from(Stage), more=st.integers(0, 30), verified=st.booleans())
def test_what_slipped_is_reported_and_what_is_done_is_not(
    stage: Stage, more: int, verified: bool
) -> None:
    promise = Promise(FULL.what, "CA", DUE + timedelta(days=more), strength=Strength.SHALL)
    own = Commitment("COM-1", "ica", "INC-1", "XV", promise, stage, "xv1", NOW)
    own = replace(own, verified_at=DUE if verified else None)
    made = plan(replace(FULL, answer=Answer.ACCEPTED, commitment="COM-1"))
    [row] = timetable(made, {"COM-1": own}, NOW)
    assert row.slip == more
    running = stage in (Stage.ACCEPTED, Stage.ACTIVE, Stage.SUSPENDED)
    late = stage is Stage.OVERDUE or (running and more > 0)
    assert bool(slipped([row])) == late
    if stage is Stage.DONE:
        assert row.state is (State.VERIFIED if verified else State.DONE)
