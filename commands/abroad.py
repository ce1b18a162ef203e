"""Embassies that the register knows in other States than those concerned (T-29)."""

from __future__ import annotations

from datetime import datetime

from coordination.incident.incident import Incident
from coordination.parties import Role
from storage.store import Store


def elsewhere(store: Store, incident: Incident, at: datetime) -> frozenset[str]:
    """The parties whose embassies are all known, and accredited to no State concerned (T-29)."""
    hats = store.directory.credentials_of(incident.group, at)
    embassies = [hat for hat in hats if hat.role is Role.EMBASSY and hat.party]
    there = {hat.party for hat in embassies if hat.accredited(incident.concerned)}
    return frozenset(hat.party for hat in embassies if hat.party and hat.party not in there)
