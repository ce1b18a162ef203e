"""Reviewing what is in force: it goes on, is amended, is lifted, or lapses (4.1, X23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coordination.hats import only_chair, reason_given
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.response.followup import Continued, Finding, open_items
from coordination.response.parts import Suspension
from coordination.response.record import Response
from coordination.response.stage import LIFECYCLE
from coordination.said import Said


def reviewed(response: Response) -> Response:
    """The response under review: by the chair, on its day, or when a third of the States ask."""
    return replace(response, stage=LIFECYCLE.after("review", response.stage))


def continued(response: Response, made: Continued, hat: Credential, today: date) -> Response:
    """It goes on, for the chair's reason, with a new date for its review (T-43)."""
    stage = LIFECYCLE.after("continue", response.stage)
    only_chair(hat, "stage.act.response.continue")
    reason_given(made.reason, "stage.act.response.continue")
    if made.review_on <= today:
        raise Refused("T-43", Said("response.review_past", day=made.review_on))
    return replace(response, stage=stage)


def may_be_lifted(response: Response, findings: Iterable[Finding]) -> Suspension:
    """The suspension that a decision may lift: each item of its criterion was looked at (T-43)."""
    LIFECYCLE.after("lift", response.stage)
    if not isinstance(response.parts, Suspension):
        raise Refused("stage", Said("response.not_a_suspension", response=response.id))
    open_ = open_items(response.parts, findings)
    if open_:
        lines = tuple(f"response criterion {response.id} {n} yes" for n in open_)
        said = Said("response.items_open", response=response.id, n=len(open_), items=open_)
        raise Refused("T-43", said, lines)
    return response.parts


def lifted(response: Response) -> Response:
    """The suspension, lifted by a decision of the same States under the same rule."""
    return replace(response, stage=LIFECYCLE.after("lift", response.stage))


def lapsed(response: Response, today: date) -> Response:
    """The suspension whose last day has passed with nothing decided (X23)."""
    stage = LIFECYCLE.after("lapse", response.stage)
    if not its_last_day_is_over(response, today):
        raise Refused("stage", Said("response.not_lapsed", response=response.id))
    return replace(response, stage=stage)


def its_last_day_is_over(response: Response, today: date) -> bool:
    """Whether it is a suspension with a last day, and that has come."""
    last = response.parts.expires_on if isinstance(response.parts, Suspension) else None
    return last is not None and last <= today


def review_day(response: Response, decisions: Iterable[Continued]) -> date | None:
    """When it is looked at next: what a review set last, else what its text says."""
    for one in sorted(decisions, key=lambda one: one.at, reverse=True):
        return one.review_on
    return response.parts.review_on if isinstance(response.parts, Suspension) else None
