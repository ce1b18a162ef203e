"""The plan as a picture: the same words as its page, each action on the time axis."""

from __future__ import annotations

from commands.call import Call
from commands.plan import words
from commands.plan.see import rows
from commands.timeline import Span, Stroke, Timeline
from coordination.plan.record import Plan
from coordination.plan.timetable import Row, State
from coordination.said import Said
from storage.store import Store

_STROKES = {
    State.INCOMPLETE: Stroke.NONE,
    State.OPEN: Stroke.OUTLINE,
    State.DECLINED: Stroke.NONE,
    State.RUNNING: Stroke.LIGHT,
    State.SLIPPED: Stroke.CROSSED,
    State.RESTING: Stroke.HATCHED,
    State.DONE: Stroke.SOLID,
    State.VERIFIED: Stroke.DOUBLE,
    State.GIVEN_UP: Stroke.NONE,
}
_KEYS = tuple(state for state, stroke in _STROKES.items() if stroke is not Stroke.NONE)


def timeline(store: Store, call: Call, made: Plan) -> Timeline:
    """The picture's description, without a language."""
    at = rows(store, call, made)
    shown = {row.state for row in at}
    keys = tuple(
        (_STROKES[state], Said(f"plan.state.{state.value}")) for state in _KEYS if state in shown
    )
    late = (Said("plan.key.late"),) if any(_late(row) for row in at) else ()
    steps = (Said("plan.key.step"),) if any(row.steps for row in at) else ()
    return Timeline(
        name=made.id,
        title=Said("plan.picture", id=made.id, title=made.title),
        starts=made.opened_at,
        ends=made.ends,
        now=call.now,
        spans=tuple(_span(row, made, call, store) for row in at),
        keys=keys,
        foot=(Said("plan.key.now", now=call.now), *late, *steps),
        alternative=Said("plan.alternative", id=made.id, n=len(at), ends=made.ends),
    )


def _span(row: Row, made: Plan, call: Call, store: Store) -> Span:
    missing = row.state is State.INCOMPLETE and not (row.action.by or row.action.organisation)
    ends = row.done_at or row.due
    late = row.due if row.state is State.SLIPPED else row.action.due if row.slip else None
    return Span(
        number=row.number,
        who=Said("plan.nobody_yet") if missing else words.doer(row, made, store),
        what=row.action.what,
        state=Said(f"plan.state.{row.state.value}"),
        stroke=_STROKES[row.state],
        starts=row.starts,
        ends=call.now if row.state is State.SLIPPED else ends,
        late_from=late,
        steps=row.steps,
    )


def _late(row: Row) -> bool:
    return row.state is State.SLIPPED or bool(row.slip)
