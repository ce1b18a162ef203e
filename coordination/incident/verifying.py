"""Whether a suspicion holds: confirmed, or found to be without ground (4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import chairs, no_mandate, officer, reason_given
from coordination.incident.incident import Incident
from coordination.incident.report import Report, sources
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said

NEEDED = 2


def verified(incident: Incident, hat: Credential, reports: Iterable[Report]) -> Incident:
    """The incident as substantiated, or recorded so where the stage stays; raises `Refused`.

    The chair may on any source, a State about itself as well, an officer on two parties' reports.
    """
    after = incident.moved("verify")
    author_state = incident.self_reported and incident.speaks_as_author(hat)
    if not (chairs(hat) or officer(hat) or author_state):
        raise no_mandate(hat, "stage.act.incident.verify")
    found = sources(reports)
    if not chairs(hat) and not author_state and len(found) < NEEDED:
        raise Refused(
            "stage",
            Said("incident.one_source", n=len(found), needed=NEEDED),
            (f"incident report {incident.id} kind=suspected_practice_report",),
        )
    return replace(after, verified=True)


class Side(StrEnum):
    """The two who agree that a suspicion is without ground."""

    CHAIR = "chair"
    AUTHOR = "author"


@dataclass(frozen=True)
class Dismissal:
    """A proposal to find an incident unfounded, and who confirmed it.

    It is dropped when the suspicion is confirmed instead, or the incident opened again.
    """

    incident: str
    reason: str
    side: Side
    person: str
    at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    dropped_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether the other side's agreement is still looked for."""
        return self.confirmed_at is None and self.dropped_at is None


def dismissal_proposed(
    incident: Incident, hat: Credential, reason: str, now: datetime
) -> Dismissal:
    """The first of two steps: the chair or the author proposes it, with a reason."""
    LIFECYCLE.after("dismiss", incident.stage)
    side = _side(incident, hat)
    why = reason_given(reason, "stage.act.incident.dismiss")
    return Dismissal(incident.id, why, side, hat.person, now)


def dismissed(
    incident: Incident, dismissal: Dismissal, hat: Credential, now: datetime
) -> tuple[Incident, Dismissal]:
    """The second step, by the other side and another person: the incident is unfounded."""
    after = incident.moved("dismiss")
    if _side(incident, hat) is dismissal.side or hat.person == dismissal.person:
        other = Side.AUTHOR if dismissal.side is Side.CHAIR else Side.CHAIR
        raise Refused("stage", Said("incident.dismissal_needs", side=Said(f"side.{other.value}")))
    return after, replace(dismissal, confirmed_by=hat.person, confirmed_at=now)


def _side(incident: Incident, hat: Credential) -> Side:
    if chairs(hat):
        return Side.CHAIR
    if incident.speaks_as_author(hat) or hat.person == incident.opened_by:
        return Side.AUTHOR
    raise no_mandate(hat, "stage.act.incident.dismiss")
