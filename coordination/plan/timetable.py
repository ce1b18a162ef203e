"""A plan as a timetable: each action's span, how it stands, and what slipped (U-38)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.commitment import Commitment
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

    @property
    def slip(self) -> int:
        """By how many whole days it is due later than the plan says."""
        planned = self.action.due
        if planned is None or self.due is None or self.due <= planned:
            return 0
        return (self.due - planned).days


def timetable(plan: Plan, commitments: Mapping[str, Commitment], now: datetime) -> tuple[Row, ...]:
    """The actions in their order, with what their commitments say."""
    return tuple(
        _row(plan, n, action, commitments.get(action.commitment or ""), now)
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


def _row(plan: Plan, number: int, action: Action, made: Commitment | None, now: datetime) -> Row:
    if made is None:
        return Row(number, action, _state(action, now), plan.opened_at, action.due, action.done_at)
    state = _OF[made.stage]
    if state is State.DONE and made.verified_at is not None:
        state = State.VERIFIED
    promise = made.promise
    steps = tuple((one.due, one.reached_at is not None) for one in promise.milestones)
    starts = promise.starts or made.offered_at
    return Row(number, action, state, starts, promise.due, made.done_at, steps)


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
