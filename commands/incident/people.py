"""Whom an act on an incident asks or tells."""

from __future__ import annotations

from datetime import datetime

from commands.incident.see import thing_of
from coordination.audience import Cut, person_sees
from coordination.hats import SPEAKERS
from coordination.incident.incident import Incident
from storage.store import Store


def speakers(store: Store, group: str, party: str | None, at: datetime) -> tuple[str, ...]:
    """The people who speak for a party in the group at this instant, by id."""
    hats = store.directory.credentials_of(group, at)
    found = (hat.person for hat in hats if hat.party == party and hat.role in SPEAKERS)
    return tuple(dict.fromkeys(found)) if party else ()


def reads(store: Store, incident: Incident, person: str, at: datetime) -> Cut:
    """How much of the incident a person sees, in all hats."""
    hats = [h for h in store.directory.credentials(person, at) if h.group == incident.group]
    if incident.kept:
        own = person == incident.opened_by or any(map(incident.speaks_as_author, hats))
        return Cut.FULL if own else Cut.NOTHING
    return person_sees(hats, thing_of(store, incident))


def may_learn(store: Store, incident: Incident, person: str, at: datetime) -> bool:
    """Whether a person sees enough of the incident to be asked about it."""
    return reads(store, incident, person, at).value >= Cut.OUTCOME.value
