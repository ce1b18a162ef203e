"""Consultation, and what becomes of an incident when its responses are decided (4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordination.hats import only_chair, reason_given
from coordination.incident.incident import Incident
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.warned import Warn, reminder


def consulted(
    incident: Incident, hat: Credential, uninvited: Iterable[str] = ()
) -> tuple[Incident, tuple[Warn, ...]]:
    """The incident in consultation, with or without prior information (4.1, T-28).

    `uninvited` are Central Authorities concerned that are not invited; they are printed.
    """
    after = incident.moved("consult")
    only_chair(hat, "stage.act.incident.consult")
    missing = tuple(uninvited)
    found = []
    if after.uninformed:
        found.append(reminder("T-24", Said("incident.uninformed", parties=after.uninformed)))
    if missing:
        found.append(reminder("T-28", Said("incident.uninvited", parties=missing)))
    return after, tuple(found)


def caucused(incident: Incident, hat: Credential, reason: str) -> Incident:
    """Part of the work goes on without the State concerned, for the chair's reason (DR-22)."""
    only_chair(hat, "stage.act.incident.caucus")
    return replace(incident, caucus_reason=reason_given(reason, "stage.act.incident.caucus"))


def together_again(incident: Incident, hat: Credential, reason: str) -> Incident:
    """The State concerned is kept apart from no part any more, for the chair's reason."""
    only_chair(hat, "stage.act.incident.caucus")
    if incident.caucus_reason is None:
        raise Refused("form", Said("incident.no_caucus", id=incident.id))
    reason_given(reason, "stage.act.incident.caucus")
    return replace(incident, caucus_reason=None)


def decided(incident: Incident, adopted: bool, still_proposed: bool) -> Incident:
    """The incident after one item's decision; `still_proposed` when others are undecided."""
    if adopted:
        return incident.moved("adopt")
    after = incident.moved("not_adopt")
    return incident if still_proposed else after


def withdrawn(incident: Incident, still_proposed: bool) -> Incident:
    """The incident after a proposed response was withdrawn."""
    after = incident.moved("withdraw")
    return incident if still_proposed else after
