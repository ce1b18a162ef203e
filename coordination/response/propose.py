"""Proposing a response: what is filled in, what is still missing, what is worth a reason.

Nothing here refuses but the table of stages: a State may propose what it thinks right (T-38, W).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from coordination.calendar import WorkCalendar, common_working_day
from coordination.incident.incident import Timing
from coordination.response.parts import Other, Suspension, Unification
from coordination.response.record import Adoptions, Response, Restorative, unguarded
from coordination.response.stage import LIFECYCLE
from coordination.said import Said
from coordination.warned import Warn, reminder


@dataclass(frozen=True)
class Circumstances:
    """What is known of the incident when a response is proposed.

    `informed` is true when every State concerned is informed or informing is waived;
    `lacks_means` when a view says that the State lacks means (T-27); `heard` when an association
    was consulted (T-32).
    """

    timing: Timing
    informed: bool
    heard: bool
    lacks_means: bool = False


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def usual_review(today: date, months: int, calendars: Mapping[str, WorkCalendar]) -> date:
    """So many months later, on the first day from then on which all these authorities work."""
    return common_working_day(calendars, months_later(today, months))


def prefilled(parts: Suspension, usual: date | None, lift_criterion: str) -> Suspension:
    """The suspension with its lift criterion and review date, where nobody has said any (T-43).

    It is looked at again on the usual day, and on its last day where that comes first. What was
    left open on purpose has nothing usual: it stays open until it is to be adopted.
    """
    first = min(usual, parts.expires_on or usual) if usual else None
    return replace(
        parts,
        lift_criterion=parts.lift_criterion or lift_criterion,
        review_on=parts.review_on or first,
    )


def proposed(response: Response) -> Response:
    """The response, put to the group; `missing` says what to ask for first."""
    return replace(response, stage=LIFECYCLE.after("propose", response.stage))


def offered(timing: Timing) -> tuple[Restorative, ...]:
    """What is offered beside the four types where the practices are past (T-39)."""
    return tuple(Restorative) if timing is Timing.PAST else ()


def missing(response: Response, around: Circumstances) -> tuple[Warn, ...]:
    """What the proposal lacks: with a reason it goes on (W), or it is printed only (R)."""
    return (*_around(response, around), *_parts(response, around))


def _around(response: Response, around: Circumstances) -> Iterator[Warn]:
    if not around.informed:
        yield Warn("T-24", Said("response.warn.not_informed", incident=response.incident))
    if around.timing.goes_on:
        answered = {answer.adoptions for answer in response.continuations}
        for adoptions in Adoptions:
            if adoptions not in answered:
                yield Warn("T-38", Said(f"response.warn.adoptions_{adoptions.value}"))
    if unguarded(response):
        yield Warn("T-38", Said("response.warn.safeguards"))
    if not around.heard:
        yield Warn("T-32", Said("response.warn.nobody_heard", incident=response.incident))
    if around.lacks_means and isinstance(response.parts, Suspension):
        yield Warn("T-27", Said("response.warn.assistance_first", party=response.parts.towards))


def _parts(response: Response, around: Circumstances) -> Iterator[Warn]:
    match response.parts:
        case Suspension() as suspension:
            answered = any(a.adoptions is Adoptions.IN_PROCESS for a in response.continuations)
            yield from _suspension(suspension, around.timing, answered=answered)
            if not suspension.bases:
                yield reminder("T-43", Said("response.missing.bases", response=response.id))
        case Unification() as unification:
            if not unification.condition.strip():
                yield reminder("T-41", Said("response.missing.condition"))
            if not unification.implementing:
                yield reminder("T-41", Said("response.missing.implementing", response=response.id))
        case Other(reason=reason) if not reason.strip():
            yield Warn("T-40", Said("response.missing.reason"))


def _suspension(parts: Suspension, timing: Timing, *, answered: bool) -> Iterator[Warn]:
    """`answered`: whether adoptions in process go on is said, which is their treatment (T-38)."""
    given = {
        "lift_criterion": parts.lift_criterion.strip(),
        "review_on": parts.review_on,
        "scope": parts.scope.strip(),
        "in_process": answered or parts.in_process.strip(),
    }
    for name, value in given.items():
        if not value:
            yield reminder("T-43", Said(f"response.missing.{name}"))
    if timing is Timing.PAST and not parts.ongoing_risk.strip():
        yield reminder("T-39", Said("response.missing.ongoing_risk"))
