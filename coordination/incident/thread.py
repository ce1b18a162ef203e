"""What gathers under an incident beside its reports: updates, pins, links, a State's entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.hats import chairs, no_mandate, party_of, speaks
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp


@dataclass(frozen=True)
class Update:
    """A line in the record of an incident; a correction is a further line."""

    incident: str
    text: str
    label: Tlp
    party: str | None
    person: str
    at: datetime


@dataclass(frozen=True)
class Pin:
    """A message that somebody kept in the timeline, by the platform's own id."""

    incident: str
    room: str
    event: str
    label: Tlp
    party: str | None
    person: str
    at: datetime


class LinkKind(StrEnum):
    """How two things belong together."""

    RELATED = "related"
    SAME_BODY = "same_body"
    DUPLICATE = "duplicate"
    TOOLKIT = "toolkit"


@dataclass(frozen=True)
class Link:
    """From an incident to another thing's id, or to a part of the Toolkit (T-04)."""

    incident: str
    to: str
    kind: LinkKind
    party: str | None
    person: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """“What my State did”: one party's own entry, its newest one counts (T-45).

    `recorded` stands for a text: the party lets what is on record of it speak.
    """

    incident: str
    party: str
    text: str
    person: str
    at: datetime
    recorded: bool = False


def updated(
    incident: Incident, text: str, hat: Credential, now: datetime, label: Tlp | None = None
) -> Update:
    """A new line under the incident's label or a stricter one; raises `Refused`."""
    LIFECYCLE.after("update", incident.stage)
    if not (speaks(hat) or chairs(hat)):
        raise no_mandate(hat, "stage.act.incident.update")
    if not text.strip():
        raise Refused("form", Said("report.empty"))
    strictest = Tlp.highest((incident.label, label or incident.label))
    return Update(incident.id, text.strip(), strictest, hat.party, hat.person, now)


def linked(
    incident: Incident,
    to: str,
    kind: LinkKind,
    hat: Credential,
    now: datetime,
    known: Iterable[str],
) -> Link:
    """A link to a thing that the speaker may see; `known` are those. Raises `Refused`."""
    if not (speaks(hat) or chairs(hat)):
        raise no_mandate(hat, "stage.act.incident.link")
    if to == incident.id or to not in set(known):
        raise Refused("form", Said("incident.link_nowhere", to=to))
    return Link(incident.id, to, kind, hat.party, hat.person, now)


def entered(
    incident: Incident, text: str, hat: Credential, now: datetime, *, recorded: bool = False
) -> Entry:
    """A party's entry of what it did, at any stage (T-45); in words, or as the record shows."""
    party = party_of(hat, "stage.act.incident.entry")
    if not text.strip() and not recorded:
        raise Refused("form", Said("report.empty"))
    return Entry(incident.id, party, text.strip(), hat.person, now, recorded)
