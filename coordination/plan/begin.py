"""A plan's first actions: those of an earlier plan, on days that lie as they lay in it (E3)."""

from __future__ import annotations

from datetime import datetime

from coordination.plan.record import Action, Plan


def part_of(opened: datetime, ends: datetime, percent: int) -> datetime:
    """The instant when this part of a plan's time is over; at 100 its end."""
    return opened + (ends - opened) * percent / 100


def carried_over(old: Plan, opened: datetime, ends: datetime) -> tuple[Action, ...]:
    """The actions of an earlier plan, open again: each as far from the end as it was.

    One whose day would be past has none, and is not active until somebody gives it one (U-35).
    """
    return tuple(_again(action, old, opened, ends) for action in old.actions)


def _again(action: Action, old: Plan, opened: datetime, ends: datetime) -> Action:
    due = ends - (old.ends - action.due) if action.due else None
    due = due if due is not None and opened < due <= ends else None
    return Action(action.what, action.by, action.organisation, due)
