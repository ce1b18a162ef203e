"""Lifting a suspension: by which rule it is put, and what its adoption does (4.1)."""

from __future__ import annotations

from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.poll.lifting import same_rule
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.response.parts import Lifting, Suspension, Unification
from coordination.response.record import Response
from coordination.response.review import lifted
from coordination.response.stage import LIFECYCLE as MEASURES
from coordination.response.stage import Stage
from storage.store import Store

STANDING = frozenset({Stage.ADOPTED, Stage.IN_FORCE, Stage.UNDER_REVIEW})
"""Stages in which a measure stands that was adopted."""


def adopting(store: Store, response: str) -> Poll | None:
    """The poll by which a response was adopted, if it was one."""
    polls = (poll for poll in store.polls.on(response) if poll.stage.adopted)
    return next(reversed(list(polls)), None)


def rule_before(store: Store, response: Response) -> Rule | None:
    """The rule by which that was adopted which is now to be lifted; None for anything else."""
    if not isinstance(response.parts, Lifting):
        return None
    before = adopting(store, response.parts.lifts)
    return before.rule if before else None


def same_rule_as_before(store: Store, response: Response, poll: Poll) -> None:
    """Raises `Refused` when a lifting is put under another rule than what it lifts."""
    if isinstance(response.parts, Lifting):
        before = adopting(store, response.parts.lifts)
        if before is not None:
            same_rule(before, poll)


def decided(store: Store, incident: Incident, parts: Lifting, *, adopted: bool) -> Incident:
    """The suspension is lifted, and its incident where nothing else stands; or all goes on.

    One whose last day passed while this was decided has ended by itself, and stays as it is (X23).
    """
    target = store.responses.get(parts.lifts)
    if target is None or not adopted or "lift" not in MEASURES.possible(target.stage):
        return incident
    store.responses.save(lifted(target))
    if standing_beside(store, target) or "lift" not in LIFECYCLE.possible(incident.stage):
        return incident
    after = incident.moved("lift")
    store.incidents.put(after)
    return after


def standing_beside(store: Store, response: Response) -> bool:
    """Whether another suspension or procedure on the same incident is in force or reviewed.

    Assistance goes on beside a lifting, and a message was sent.
    """
    in_force = frozenset({Stage.IN_FORCE, Stage.UNDER_REVIEW})
    return any(
        one.stage in in_force and one.id != response.id
        for one in store.responses.of(response.incident)
        if isinstance(one.parts, Suspension | Unification)
    )
