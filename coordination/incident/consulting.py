"""Consultation, and what becomes of an incident when its responses are decided (4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordination.hats import only_chair, reason_given
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
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


def decided(
    incident: Incident, adopted: bool, still_proposed: bool, *, stands: bool = False
) -> Incident:
    """The incident after one item's decision; `still_proposed` when others are undecided.

    `stands` where a measure is under review of which a change had been put (T-43).
    """
    if adopted:
        return incident.moved("adopt")
    return _without(incident, "not_adopt", still_proposed, stands=stands)


def withdrawn(incident: Incident, still_proposed: bool, *, stands: bool = False) -> Incident:
    """The incident after a proposed response was withdrawn; as in `decided`."""
    return _without(incident, "withdraw", still_proposed, stands=stands)


def _without(incident: Incident, act: str, still_proposed: bool, *, stands: bool) -> Incident:
    after = incident.moved(act)
    if still_proposed:
        return incident
    back = stands and "restore" in LIFECYCLE.possible(incident.stage)
    return incident.moved("restore") if back else after
