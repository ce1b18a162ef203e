"""What the clock does for a State's own measure: its window closes, its day comes."""

from __future__ import annotations

from datetime import datetime

from commands.outcome import Due
from coordination.action import Action, Stage


def of(made: Action) -> tuple[Due, ...]:
    """The instants that are still to come for it."""
    found = []
    if made.stage is Stage.CONSULTING and made.window_until is not None:
        found.append(_due("close", made, made.window_until))
    if made.stage in (Stage.CONSULTING, Stage.ANNOUNCED) and made.starts is not None:
        found.append(_due("begin", made, made.starts))
    return tuple(found)


def settled(made: Action) -> tuple[str, ...]:
    """The keys of what no longer falls due."""
    still = {due.key for due in of(made)}
    keys = (f"action {verb} {made.id}" for verb in ("close", "begin"))
    return tuple(key for key in keys if key not in still)


def _due(verb: str, made: Action, at: datetime) -> Due:
    line = f"action {verb} {made.id}"
    return Due(line, at, line)
