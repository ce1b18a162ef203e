"""What is reported of a response after its adoption; entries are added, none is deleted.

The newest entry of a party (or of an item) counts; the earlier ones stay on the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from coordination.hats import chairs, no_mandate, party_of, speaks
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.response.parts import Shown, Suspension
from coordination.said import Said

_BETWEEN = re.compile(r"\s*(?:;|\n|·)\s*")


@dataclass(frozen=True)
class Applied:
    """One State applies the single procedure: by which instrument, since when (T-41).

    `variance` says in what its own application differs from the text, if in anything.
    """

    response: str
    party: str
    instrument: str
    since: date
    variance: str
    person: str
    at: datetime


@dataclass(frozen=True)
class Grounds:
    """On which law, and by whose decision, one State suspends; and its cases in process (T-43)."""

    response: str
    party: str
    legal_basis: str
    decider: str
    in_process: str
    person: str
    at: datetime


@dataclass(frozen=True)
class Finding:
    """Whether one item of the lift criterion is met, on what evidence, and who says so (T-43).

    `item` counts from 1; `party` is None for the chair.
    """

    response: str
    item: int
    met: bool
    evidence: str
    party: str | None
    person: str
    at: datetime


@dataclass(frozen=True)
class Wanted:
    """A State asks for a review; a third of the States bring it about (4.1)."""

    response: str
    party: str
    person: str
    at: datetime


@dataclass(frozen=True)
class Continued:
    """After a review it goes on, for a reason, until it is looked at again."""

    response: str
    review_on: date
    reason: str
    person: str
    at: datetime


FollowUp: TypeAlias = Applied | Grounds | Finding | Wanted | Continued


def items(criterion: str) -> tuple[str, ...]:
    """The items of a lift criterion, to be looked at one by one: lines, or parts between `;`."""
    found = (part.strip() for part in _BETWEEN.split(criterion.strip()))
    return tuple(part for part in found if part)


def found(parts: Suspension, finding: Finding, hat: Credential) -> Finding:
    """The finding, fit to be kept; raises `Refused` for an item that is not there (T-43)."""
    if not chairs(hat) and not speaks(hat):
        raise no_mandate(hat, "stage.act.response.criterion")
    several = items(parts.lift_criterion)
    if not 1 <= finding.item <= len(several):
        raise Refused("form", Said("response.no_such_item", n=len(several)))
    if not finding.evidence.strip():
        raise Refused("form", Said("response.evidence_missing"))
    return finding


def newest(findings: Iterable[Finding]) -> dict[int, Finding]:
    """What counts of each item: what was found last."""
    return {one.item: one for one in sorted(findings, key=lambda one: one.at)}


def shown(parts: Suspension, findings: Iterable[Finding]) -> tuple[Shown, ...]:
    """What was found of every item that somebody looked at, in the order of the criterion."""
    last = newest(findings)
    return tuple(
        Shown(text, last[n].met, last[n].evidence, last[n].party)
        for n, text in enumerate(items(parts.lift_criterion), start=1)
        if n in last
    )


def open_items(parts: Suspension, findings: Iterable[Finding]) -> tuple[int, ...]:
    """The items of which nobody has said yet whether they are met."""
    last = newest(findings)
    return tuple(n for n, _ in enumerate(items(parts.lift_criterion), start=1) if n not in last)


def own_entry(hat: Credential, act: str) -> str:
    """The party that reports on itself: nobody does it for another. Raises `Refused`."""
    return party_of(hat, act)


def applied(made: Applied, incident: str, today: date) -> Applied:
    """The report, fit to be kept; raises `Refused` where the application is still to begin (T-41).

    `today` is the State's own day. What it will do from a later day on is its commitment.
    """
    if made.since > today:
        said = Said("response.applied_later", response=made.response, day=made.since)
        raise Refused("T-41", said, (f"commitment offer {incident} response={made.response}",))
    return made


def applying(reports: Iterable[Applied]) -> dict[str, Applied]:
    """What counts of each State: what it reported last."""
    return {one.party: one for one in sorted(reports, key=lambda one: one.at)}


def variance(reports: Iterable[Applied]) -> tuple[Applied, ...]:
    """The States that say they apply the procedure in another way than the text."""
    counted = applying(reports).values()
    return tuple(one for one in sorted(counted, key=lambda one: one.party) if one.variance.strip())


def enough_want(asked: Iterable[Wanted], parties: Iterable[str]) -> bool:
    """Whether a third of the deciding States have asked for a review (4.1)."""
    deciding = set(parties)
    wanting = {one.party for one in asked} & deciding
    return bool(deciding) and 3 * len(wanting) >= len(deciding)
