"""A State's own measure: recorded with whether it consulted before, never blocked (T-34)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import party_of, reason_given
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE, Stage
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said


class Measure(StrEnum):
    """What a State does by itself."""

    SUSPENSION = "suspension"
    LIMITS = "limits"
    CHECKS = "checks"
    INQUIRY = "inquiry"
    INFORMATION = "information"
    OTHER = "other"


class Consulted(StrEnum):
    """Whether the State consulted the others before it acted (T-34)."""

    YES = "yes"
    NO = "no"
    URGENT = "urgent"


@dataclass(frozen=True)
class Action:
    """One party's own measure on an incident; `reason` says why it was urgent."""

    id: str
    group: str
    incident: str
    owner: str
    measure: Measure
    consulted: Consulted
    announced_by: str
    announced_at: datetime
    starts: datetime | None = None
    text: str = ""
    reason: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""


_CONSULTED = frozenset(
    {
        Stage.CONSULTATION,
        Stage.RESPONSE_PROPOSED,
        Stage.ADOPTED,
        Stage.IN_FORCE,
        Stage.UNDER_REVIEW,
        Stage.LIFTED,
    }
)


def consulted_on(incident: Incident) -> bool:
    """Whether a consultation on the incident is open or was held."""
    return incident.stage in _CONSULTED


def announced(action: Action, incident: Incident, hat: Credential) -> Action:
    """The measure as recorded: by whoever speaks for the party, at any stage; raises `Refused`."""
    LIFECYCLE.after("announce", incident.stage)
    owner = party_of(hat, "stage.act.incident.announce")
    return replace(action, owner=owner, announced_by=hat.person)


def described(action: Action, text: str, hat: Credential) -> Action:
    """The measure with its words, which only its own party gives."""
    _own(action, hat)
    if not text.strip():
        raise Refused("form", Said("action.no_words"))
    return replace(action, text=text.strip())


def withdrawn(action: Action, reason: str, hat: Credential, now: datetime) -> Action:
    """Taken back by its own party, with a reason; it stays on the record."""
    _own(action, hat)
    if action.withdrawn_at is not None:
        raise Refused("stage", Said("action.withdrawn_already", at=action.withdrawn_at))
    why = reason_given(reason, "action.act.withdrawing")
    return replace(action, withdrawn_at=now, withdrawn_why=why)


def _own(action: Action, hat: Credential) -> None:
    if party_of(hat, "stage.act.incident.announce") != action.owner:
        raise Refused("mandate", Said("action.other_party", party=action.owner))
