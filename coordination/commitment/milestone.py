"""The steps on the way of a commitment: set and reported reached by its own party."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coordination.commitment.offering import authorised
from coordination.commitment.record import Commitment, Milestone
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
    after = commitment.moved("milestone")
    authorised(hat, commitment.owner, "stage.act.commitment.milestone")
    steps = list(commitment.promise.milestones)
    if not 1 <= number <= len(steps):
        raise Refused("form", Said("commitment.no_such_milestone", n=len(steps)))
    at = steps[number - 1].reached_at
    if at is not None:
        raise Refused("stage", Said("commitment.milestone_reached_already", at=at))
    steps[number - 1] = replace(steps[number - 1], reached_at=now)
    return replace(after, promise=replace(commitment.promise, milestones=tuple(steps)))
