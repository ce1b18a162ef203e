"""Whatever is done to a commitment, it stays on the record, and nobody but its party moves it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.commitment import (
    LIFECYCLE,
    Commitment,
    Milestone,
    Promise,
    Stage,
    Strength,
    accepted,
    added,
    done,
    dropped,
    extended,
    lapsed,
    offered,
    overdue,
    postponed,
    reached,
    resumed,
    started,
    superseded,
    suspended,
    unreached,
    unverified,
    verified,
    withdrawn,
)
from coordination.parties import Credential, Role
from coordination.refused import Refused
from tests.coordination.incidents import CHAIR, ID, NOW, hat

DUE = datetime(2026, 5, 1, 15, tzinfo=UTC)
NL = hat("NL", Role.VOTER, can_commit=True)
FR = hat("FR", Role.CA_OFFICER)
CLOCK = hat(None, Role.CLOCK)
PROMISE = Promise("Pause new files", "Central Authority of the Netherlands", DUE)
Act = Callable[[Commitment, Credential, datetime], Commitment]
ACTS: dict[str, Act] = {
    "accept": lambda one, who, _: accepted(one, who),
    "lapse": lambda one, _, now: lapsed(one, now),
    "start": started,
    "done": lambda one, who, now: done(one, "Circular 7", who, now),
    "verify": verified,
    "unverify": lambda one, who, _: unverified(one, who),
    "overdue": lambda one, _, now: overdue(one, now),
    "extend": lambda one, who, now: extended(
        one, one.promise.due + timedelta(days=9), "more time", who, now
    ),
    "suspend": lambda one, who, _: suspended(one, "wait", who),
    "resume": lambda one, who, _: resumed(one, who),
    "withdraw": lambda one, who, now: withdrawn(one, "changed", who, now),
    "supersede": lambda one, who, _: superseded(one, "COM-2", who),
}
steps = st.lists(
    st.tuples(
        st.sampled_from(sorted(ACTS)),
        st.sampled_from([NL, FR, CHAIR, CLOCK]),
        st.integers(0, 24 * 90),
    ),
    max_size=14,
)


def made(**changes: object) -> Commitment:
    return offered("COM-1", ID, replace(PROMISE, **changes), NL, NOW)  # type: ignore[arg-type]


@pytest.mark.rule("DR-30")
@given(course=steps, strength=st.sampled_from(Strength))
def test_no_course_of_acts_loses_what_was_promised_or_makes_the_encouraged_overdue(
    course: list[tuple[str, Credential, int]], strength: Strength
) -> None:
    one = made(strength=strength, confirm_by=DUE - timedelta(days=9))
    first = one
    for act, who, hours in course:
        before = one
        with suppress(Refused):
            one = ACTS[act](one, who, NOW + timedelta(hours=hours))
            assert LIFECYCLE.acts[act.removeprefix("un")][before.stage] is one.stage
            assert who in (NL, CLOCK) or act in ("verify", "unverify", "lapse", "overdue")
    assert (one.id, one.owner, one.promise.what) == (first.id, "NL", "Pause new files")
    assert strength is not Strength.ENCOURAGED or one.stage is not Stage.OVERDUE


@pytest.mark.rule("DR-30")
@given(minutes=st.integers(-60 * 24 * 30, 60 * 24 * 30))
def test_an_unconfirmed_offer_lapses_from_its_instant_on_and_not_before(minutes: int) -> None:
    until = DUE - timedelta(days=3)
    now = until + timedelta(minutes=minutes)
    offer = made(confirm_by=until)
    if now >= until:
        assert lapsed(offer, now).stage is Stage.LAPSED
    else:
        with pytest.raises(Refused):
            lapsed(offer, now)
    assert LIFECYCLE.possible(Stage.LAPSED) == ()


def test_what_a_capital_would_confirm_after_it_was_due_is_refused() -> None:
    with pytest.raises(Refused):
        made(confirm_by=DUE + timedelta(seconds=1))


def test_done_is_not_yet_verified_and_its_own_party_cannot_verify_it() -> None:
    over = replace(made(), stage=Stage.DONE, evidence="Circular 7", done_at=DUE)
    assert over.verified_at is None
    with pytest.raises(Refused) as no:
        verified(over, NL, DUE)
    assert no.value.rule == "mandate"
    assert verified(over, FR, DUE).verified_for == "FR"
    seen = verified(over, CHAIR, DUE)
    assert (seen.verified_by, seen.verified_for, seen.stage) == (CHAIR.person, None, Stage.DONE)
    with pytest.raises(Refused):
        verified(seen, FR, DUE)
    with pytest.raises(Refused) as no:
        verified(over, hat(None, Role.OBSERVER), DUE)
    assert no.value.rule == "T-33"


def test_only_whoever_looked_at_the_evidence_takes_that_back() -> None:
    over = replace(made(), stage=Stage.DONE, evidence="Circular 7", done_at=DUE)
    for looked, others in ((FR, (CHAIR, NL)), (CHAIR, (FR, NL))):
        seen = verified(over, looked, DUE)
        for other in others:
            with pytest.raises(Refused) as no:
                unverified(seen, other)
            assert no.value.rule == "mandate"
        assert unverified(seen, looked) == over
    with pytest.raises(Refused) as no:
        unverified(over, FR)
    assert no.value.rule == "stage"


@given(days=st.lists(st.integers(1, 50), min_size=1, max_size=8), number=st.integers(0, 9))
def test_a_step_taken_back_leaves_all_as_it_was_before(days: list[int], number: int) -> None:
    one = replace(made(), stage=Stage.ACTIVE)
    for day in days:
        one = added(one, Milestone(f"step of day {day}", NOW + timedelta(days=day)), NL, NOW)
    further = Milestone("a further step", NOW + timedelta(days=51))
    more = added(one, further, NL, NOW)
    assert dropped(more, len(days) + 1, "A slip", NL) == one
    if not 1 <= number <= len(days):
        with pytest.raises(Refused):
            unreached(one, number, NL)
        with pytest.raises(Refused):
            dropped(one, number, "A slip", NL)
        return
    there = reached(one, number, NL, DUE)
    with pytest.raises(Refused) as no:
        dropped(there, number, "A slip", NL)
    assert no.value.instead == (f"commitment reached COM-1 {number} remove=yes",)
    assert unreached(there, number, NL) == one
    with pytest.raises(Refused) as no:
        unreached(there, number, FR)
    assert no.value.rule == "DR-30"
    with pytest.raises(Refused) as no:
        dropped(one, number, "A slip", FR)
    assert no.value.rule == "DR-30"
    with pytest.raises(Refused):
        dropped(one, number, " ", NL)


@pytest.mark.rule("U-38")
@given(days=st.lists(st.integers(1, 52), min_size=1, max_size=8))
def test_steps_stand_in_the_order_of_their_days_and_are_reached_once(days: list[int]) -> None:
    one = replace(made(), stage=Stage.ACTIVE)
    for day in days:
        due = NOW + timedelta(days=day)
        if due > DUE:
            with pytest.raises(Refused):
                added(one, Milestone("step", due), NL, NOW)
            continue
        one = added(one, Milestone("step", due), NL, NOW)
    dues = [step.due for step in one.promise.milestones]
    assert dues == sorted(dues)
    if dues:
        one = reached(one, 1, NL, DUE)
        assert one.promise.milestones[0].reached_at == DUE
        with pytest.raises(Refused):
            reached(one, 1, NL, DUE)
    with pytest.raises(Refused):
        reached(one, len(dues) + 1, NL, DUE)


def test_a_day_that_moves_off_a_holiday_is_remembered_and_extending_forgets_it() -> None:
    active = replace(made(), stage=Stage.ACTIVE)
    later = DUE + timedelta(days=1)
    moved = postponed(active, later)
    assert (moved.promise.due, moved.moved_from) == (later, DUE)
    longer = extended(moved, DUE + timedelta(days=30), "Law passes in May", NL, NOW)
    assert longer.moved_from is None
