"""A plan as a timetable: each action's span, how it stands, and what slipped (U-38)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.commitment import Commitment, opens
from coordination.commitment import Stage as CommitmentStage
from coordination.plan.record import Action, Answer, Plan


class State(StrEnum):
    """How an action stands, in one word; the same for everybody who reads the plan."""

    INCOMPLETE = "incomplete"
    OPEN = "open"
    DECLINED = "declined"
    RUNNING = "running"
    SLIPPED = "slipped"
    RESTING = "resting"
    DONE = "done"
    VERIFIED = "verified"
    GIVEN_UP = "given_up"


_OF = {
    CommitmentStage.OFFERED: State.OPEN,
    CommitmentStage.ACCEPTED: State.RUNNING,
    CommitmentStage.ACTIVE: State.RUNNING,
    CommitmentStage.OVERDUE: State.SLIPPED,
    CommitmentStage.SUSPENDED: State.RESTING,
    CommitmentStage.DONE: State.DONE,
    CommitmentStage.WITHDRAWN: State.GIVEN_UP,
    CommitmentStage.SUPERSEDED: State.GIVEN_UP,
    CommitmentStage.LAPSED: State.OPEN,
}


@dataclass(frozen=True)
class Row:
    """One action on the time axis; `due` is the day that counts now, `planned` the plan's own."""

    number: int
    action: Action
    state: State
    starts: datetime
    due: datetime | None
    done_at: datetime | None = None
    steps: tuple[tuple[datetime, bool], ...] = ()
    recurs: bool = False

    @property
    def slip(self) -> int:
        """By how many whole days it is due later than the plan says."""
        planned = self.action.due
        if self.recurs or planned is None or self.due is None or self.due <= planned:
            return 0
        return (self.due - planned).days


def timetable(plan: Plan, commitments: Mapping[str, Commitment], now: datetime) -> tuple[Row, ...]:
    """The actions in their order, with what their commitments say."""
    return tuple(
        _row(plan, n, action, _periods(action, commitments), now)
        for n, action in enumerate(plan.actions, start=1)
    )


def slipped(rows: Iterable[Row]) -> tuple[Row, ...]:
    """What is past its day, or due later than the plan says: reported, without blame (U-38)."""
    late = (row for row in rows if row.state in (State.SLIPPED, State.RUNNING, State.RESTING))
    return tuple(row for row in late if row.state is State.SLIPPED or row.slip)


def counts(rows: Iterable[Row]) -> dict[State, int]:
    """How many actions stand where, in the order of the states."""
    states = [row.state for row in rows]
    return {state: states.count(state) for state in State if state in states}


def _periods(action: Action, commitments: Mapping[str, Commitment]) -> tuple[Commitment, ...]:
    """The action's commitment; of one that recurs all that have opened, the first one first."""
    first = commitments.get(action.commitment or "")
    if first is None or first.promise.series is None:
        return (first,) if first else ()
    numbered = (
        (one.promise.series.number, one)
        for one in commitments.values()
        if one.promise.series and one.promise.series.id == first.promise.series.id
    )
    return tuple(one for _, one in sorted(numbered, key=lambda pair: pair[0]))


def _row(
    plan: Plan, number: int, action: Action, periods: tuple[Commitment, ...], now: datetime
) -> Row:
    if not periods:
        return Row(number, action, _state(action, now), plan.opened_at, action.due, action.done_at)
    first, newest = periods[0], periods[-1]
    starts = first.promise.starts or first.offered_at
    steps = tuple((one.due, one.reached_at is not None) for one in newest.promise.milestones)
    recurs = newest.promise.series is not None
    if recurs:
        steps = tuple((one.promise.due, one.done_at is not None) for one in periods)
    done_at = None if recurs and opens(newest) else newest.done_at
    due = newest.promise.due
    return Row(number, action, _stands(periods), starts, due, done_at, steps, recurs)


def _stands(periods: tuple[Commitment, ...]) -> State:
    """How it stands: past its day where any period is, running while another one follows."""
    newest = periods[-1]
    if any(one.stage is CommitmentStage.OVERDUE for one in periods):
        return State.SLIPPED
    state = _OF[newest.stage]
    if state is State.DONE and opens(newest) is not None:
        return State.RUNNING
    if state is State.DONE and newest.verified_at is not None:
        return State.VERIFIED
    return state


def _state(action: Action, now: datetime) -> State:
    """How an action without a commitment stands: an organisation's, or one not accepted."""
    if action.missing:
        return State.INCOMPLETE
    match action.answer:
        case Answer.DECLINED:
            return State.DECLINED
        case Answer.DONE:
            return State.DONE
        case Answer.ACCEPTED:
            late = action.due is not None and action.due <= now
            return State.SLIPPED if late else State.RUNNING
    return State.OPEN
