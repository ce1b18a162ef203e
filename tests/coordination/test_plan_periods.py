"""An action that recurs on a plan's timetable: its periods are its steps, and none is a slip."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coordination.commitment import Commitment, Every, Promise, Series, Stage, opened
from coordination.plan.record import Action, Answer, Area, Plan
from coordination.plan.timetable import Row, State, timetable

OPENED = datetime(2026, 3, 9, 9, tzinfo=UTC)
DUE = datetime(2026, 3, 31, 15, tzinfo=UTC)
SERIES = Series("COM-1", Every.MONTH, DUE, "UTC", times=3)
PROMISE = Promise("Count", "CA", DUE, series=SERIES)
FIRST = Commitment(
    "COM-1",
    "ica",
    "INC-1",
    "NL",
    Promise("Count", "CA", DUE, series=SERIES),
    Stage.ACTIVE,
    "nl1",
    OPENED,
)
SECOND = opened(FIRST, "COM-2", DUE)
THIRD = opened(SECOND, "COM-3", SECOND.promise.due)


def row(*periods: Commitment) -> Row:
    action = Action("Count", "NL", due=DUE, answer=Answer.ACCEPTED, commitment="COM-1")
    ends = OPENED + timedelta(days=300)
    plan = Plan(
        "PLA-1", "ica", "INC-1", "One", Area.OTHER, "nl1", "NL", OPENED, ends, actions=(action,)
    )
    [found] = timetable(plan, {one.id: one for one in reversed(periods)}, OPENED)
    return found


def done(one: Commitment) -> Commitment:
    return replace(one, stage=Stage.DONE, done_at=one.promise.due)


@pytest.mark.rule("U-38")
def test_each_period_that_has_opened_is_a_step_and_no_slip() -> None:
    found = row(done(FIRST), SECOND)
    assert found.steps == ((DUE, True), (SECOND.promise.due, False))
    assert (found.state, found.due, found.slip) == (State.RUNNING, SECOND.promise.due, 0)


@pytest.mark.rule("U-38")
@pytest.mark.parametrize(
    ("periods", "state"),
    [
        ((done(FIRST),), State.RUNNING),
        ((replace(FIRST, stage=Stage.OVERDUE), SECOND), State.SLIPPED),
        ((FIRST, replace(SECOND, stage=Stage.SUSPENDED)), State.RESTING),
        ((done(FIRST), done(SECOND), done(THIRD)), State.DONE),
        ((done(FIRST), done(SECOND), replace(done(THIRD), verified_at=DUE)), State.VERIFIED),
        ((done(FIRST), replace(SECOND, stage=Stage.WITHDRAWN)), State.GIVEN_UP),
    ],
)
def test_it_is_done_only_with_its_last_period(
    periods: tuple[Commitment, ...], state: State
) -> None:
    assert row(*periods).state is state
