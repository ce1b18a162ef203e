"""What gathers under an incident beside its reports: updates, pins, links, a State's entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import chairs, no_mandate, party_of, speaks
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp

_CHAIRS = Said("incident.added_by_chair")


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
    """A message that somebody kept in the timeline, by the platform's own id.

    `removed_at` and `removed_by` say that it is kept no longer; the record of both stays.
    """

    incident: str
    room: str
    event: str
    label: Tlp
    party: str | None
    person: str
    at: datetime
    removed_at: datetime | None = None
    removed_by: str | None = None
    link: str = ""
    """The platform's own link to it, where only its reader's client knows that."""


class LinkKind(StrEnum):
    """How two things belong together."""

    RELATED = "related"
    SAME_BODY = "same_body"
    DUPLICATE = "duplicate"
    TOOLKIT = "toolkit"


@dataclass(frozen=True)
class Link:
    """From an incident to another thing's id, or to a part of the Toolkit (T-04).

    `removed_at` and `removed_by` say that it was taken back; the record of both stays.
    """

    incident: str
    to: str
    kind: LinkKind
    party: str | None
    person: str
    at: datetime
    removed_at: datetime | None = None
    removed_by: str | None = None


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


def pinned(
    incident: Incident,
    room: str,
    event: str,
    hat: Credential,
    now: datetime,
    before: Iterable[Pin],
    link: str = "",
) -> Pin:
    """A message of a room that is kept from now on; raises `Refused` where it is kept already."""
    LIFECYCLE.after("pin", incident.stage)
    if not (speaks(hat) or chairs(hat)):
        raise no_mandate(hat, "stage.act.incident.pin")
    if _kept(room, event, before):
        back = f"incident pin {incident.id} message={event} remove=yes"
        raise Refused("form", Said("incident.pinned_already", id=incident.id), (back,))
    made = Pin(incident.id, room, event, incident.label, hat.party, hat.person, now)
    return replace(made, link=link)


def unpinned(
    incident: Incident,
    room: str,
    event: str,
    hat: Credential,
    now: datetime,
    before: Iterable[Pin],
) -> tuple[tuple[Pin, Pin], ...]:
    """The pins of a message, each with what it becomes: kept no longer. Raises `Refused`."""
    found = _kept(room, event, before)
    if not found:
        again = f"incident pin {incident.id} message={event}"
        raise Refused("form", Said("incident.not_pinned", id=incident.id), (again,))
    for one in found:
        _own(one, hat, incident)
    return tuple((one, replace(one, removed_at=now, removed_by=hat.person)) for one in found)


def linked(
    incident: Incident,
    to: str,
    kind: LinkKind,
    hat: Credential,
    now: datetime,
    known: Iterable[str],
    before: Iterable[Link] = (),
) -> Link:
    """A link to a thing that the speaker may see; `known` are those. Raises `Refused`."""
    if not (speaks(hat) or chairs(hat)):
        raise no_mandate(hat, "stage.act.incident.link")
    if to == incident.id or to not in set(known):
        raise Refused("form", Said("incident.link_nowhere", to=to))
    if any(one.kind is kind for one in _standing(to, before)):
        back = f"incident link {incident.id} {to} remove=yes"
        raise Refused("form", Said("incident.linked_already", id=incident.id, to=to), (back,))
    return Link(incident.id, to, kind, hat.party, hat.person, now)


def unlinked(
    incident: Incident, to: str, hat: Credential, now: datetime, before: Iterable[Link]
) -> tuple[tuple[Link, Link], ...]:
    """The links to a thing, each with what it becomes: taken back. Raises `Refused`."""
    found = _standing(to, before)
    if not found:
        again = f"incident link {incident.id} {to}"
        raise Refused("form", Said("incident.not_linked", id=incident.id, to=to), (again,))
    for one in found:
        _own(one, hat, incident)
    return tuple((one, replace(one, removed_at=now, removed_by=hat.person)) for one in found)


def _standing(to: str, links: Iterable[Link]) -> tuple[Link, ...]:
    """The links to a thing that nobody has taken back."""
    return tuple(one for one in links if one.to == to and one.removed_at is None)


def _kept(room: str, event: str, pins: Iterable[Pin]) -> tuple[Pin, ...]:
    """The pins of a message that nobody has taken back."""
    here = (one for one in pins if (one.room, one.event) == (room, event))
    return tuple(one for one in here if one.removed_at is None)


def _own(one: Pin | Link, hat: Credential, incident: Incident) -> None:
    """Raises `Refused` for what another party added: its people and the chair take it back."""
    if not chairs(hat) and (hat.party is None or hat.party != one.party):
        said = Said("incident.added_by_another", party=one.party) if one.party else _CHAIRS
        raise Refused("mandate", said, (f"incident show {incident.id}",))


def entered(
    incident: Incident, text: str, hat: Credential, now: datetime, *, recorded: bool = False
) -> Entry:
    """A party's entry of what it did, at any stage (T-45); in words, or as the record shows."""
    party = party_of(hat, "stage.act.incident.entry")
    if not text.strip() and not recorded:
        raise Refused("form", Said("report.empty"))
    return Entry(incident.id, party, text.strip(), hat.person, now, recorded)
