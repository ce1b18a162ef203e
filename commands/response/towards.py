"""Towards whom a measure is: a State that the incident concerns (T-42, DR-22)."""

from __future__ import annotations

from commands.incident.words import parties
from commands.wanting import Wanting
from coordination.incident.incident import Incident
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store


def addressee(incident: Incident, given: str | None, field: str, store: Store) -> str:
    """The State that a measure is for: the one that was named, or the only one concerned.

    Raises `Refused` for a State that the incident does not concern: it would be left without its
    vote (DR-22).
    """
    if given and given not in incident.concerned:
        known = parties(incident.concerned, incident.group, store)
        line = f"incident show {incident.id}"
        raise Refused("DR-22", Said("response.to_state_concerned", states=known), (line,))
    if given:
        return given
    if len(incident.concerned) == 1:
        return incident.concerned[0]
    raise Wanting("form", field, Said("response.which_state", states=incident.concerned))
