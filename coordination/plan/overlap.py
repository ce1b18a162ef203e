"""Plans that overlap, and actions that may be the same (U-37): pointed out, never merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordination.plan.record import Action, Plan

_WORD = re.compile(r"[^\W_]{3,}")
ALIKE = (3, 5)
"""How large a share of the words of both is common, before two actions may be the same."""


@dataclass(frozen=True)
class Double:
    """Two actions that may be the same: their numbers, and the other plan's id."""

    number: int
    other: str
    other_number: int


def overlapping(plan: Plan, others: Iterable[Plan]) -> tuple[Plan, ...]:
    """Plans of the same time that share an incident, a linked plan, or somebody who acts."""
    found = (one for one in others if one.id != plan.id and _share_time(plan, one))
    return tuple(one for one in found if _share_something(plan, one))


def doubles(plan: Plan, others: Iterable[Plan]) -> tuple[Double, ...]:
    """Actions of the plan that another of its own or of another plan may repeat."""
    found = [*_inside(plan)]
    for other in others:
        for n, mine in enumerate(plan.actions, start=1):
            for m, theirs in enumerate(other.actions, start=1):
                if alike(mine, theirs):
                    found.append(Double(n, other.id, m))
    return tuple(found)


def alike(one: Action, other: Action) -> bool:
    """Whether the same doer would do nearly the same: most of their words are common."""
    if _doer(one) != _doer(other):
        return False
    mine, theirs = _words(one.what), _words(other.what)
    p, q = ALIKE
    return bool(mine and theirs) and q * len(mine & theirs) >= p * len(mine | theirs)


def _inside(plan: Plan) -> Iterator[Double]:
    for n, one in enumerate(plan.actions, start=1):
        for m, other in enumerate(plan.actions[: n - 1], start=1):
            if alike(one, other):
                yield Double(n, plan.id, m)


def _share_time(plan: Plan, other: Plan) -> bool:
    return plan.opened_at < other.ends and other.opened_at < plan.ends


def _share_something(plan: Plan, other: Plan) -> bool:
    linked = other.id in plan.links or plan.id in other.links
    return linked or plan.incident == other.incident or bool(_doers(plan) & _doers(other))


def _doers(plan: Plan) -> frozenset[str]:
    return frozenset(filter(None, map(_doer, plan.actions)))


def _doer(action: Action) -> str:
    return action.by or action.organisation.strip().casefold()


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
