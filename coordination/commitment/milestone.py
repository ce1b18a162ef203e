"""The steps on the way of a commitment: set, reported reached, taken back by its own party."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coordination.commitment.offering import authorised
from coordination.commitment.record import Commitment, Milestone
from coordination.hats import reason_given
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said

MOST = 12
"""So many that they still fit on a card."""


def added(commitment: Commitment, step: Milestone, hat: Credential, now: datetime) -> Commitment:
    """A further step, in the order of their days; raises `Refused` outside the commitment."""
    after = commitment.moved("milestone")
    authorised(hat, commitment.owner, "stage.act.commitment.milestone")
    if not now < step.due <= commitment.promise.due:
        raise Refused("form", Said("commitment.milestone_outside", at=commitment.promise.due))
    if len(commitment.promise.milestones) >= MOST:
        raise Refused("form", Said("commitment.milestones_full", n=MOST))
    steps = sorted((*commitment.promise.milestones, step), key=lambda one: one.due)
    return replace(after, promise=replace(commitment.promise, milestones=tuple(steps)))


def reached(commitment: Commitment, number: int, hat: Credential, now: datetime) -> Commitment:
    """The step with this number (from 1 on) is reached."""
    step = _own(commitment, number, hat)
    if step.reached_at is not None:
        raise Refused("stage", Said("commitment.milestone_reached_already", at=step.reached_at))
    return _with(commitment, number, replace(step, reached_at=now))


def unreached(commitment: Commitment, number: int, hat: Credential) -> Commitment:
    """The step with this number was reported reached by mistake: it is still on the way."""
    step = _own(commitment, number, hat)
    if step.reached_at is None:
        raise Refused("stage", Said("commitment.milestone_not_reached", n=number))
    return _with(commitment, number, replace(step, reached_at=None))


def dropped(commitment: Commitment, number: int, reason: str, hat: Credential) -> Commitment:
    """Without the step with this number, for a reason; what was reported reached stays."""
    step = _own(commitment, number, hat)
    if step.reached_at is not None:
        line = f"commitment reached {commitment.id} {number} remove=yes"
        said = Said("commitment.milestone_reached_already", at=step.reached_at)
        raise Refused("stage", said, (line,))
    reason_given(reason, "stage.act.commitment.milestone")
    return _with(commitment, number)


def _own(commitment: Commitment, number: int, hat: Credential) -> Milestone:
    """A step of the hat's own party; raises `Refused`, also where there is none."""
    commitment.moved("milestone")
    authorised(hat, commitment.owner, "stage.act.commitment.milestone")
    steps = commitment.promise.milestones
    if not 1 <= number <= len(steps):
        raise Refused("form", Said("commitment.no_such_milestone", n=len(steps)))
    return steps[number - 1]


def _with(commitment: Commitment, number: int, *step: Milestone) -> Commitment:
    """The commitment with this in the place of a step, or with nothing there."""
    steps = commitment.promise.milestones
    left = (*steps[: number - 1], *step, *steps[number:])
    return replace(commitment, promise=replace(commitment.promise, milestones=left))
