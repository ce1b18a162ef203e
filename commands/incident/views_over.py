"""The time for views ends with the incident: nobody is asked for one any more, said once (4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commands.incident.coordinating import others
from coordination.incident.consultation import Window, cut_short, newest
from coordination.incident.incident import Incident
from coordination.said import Said
from storage.store import Store


@dataclass(frozen=True)
class Over:
    """What is said of it, the questions that need no answer, the deadlines that fall away."""

    said: tuple[Said, ...] = ()
    closes: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()


def asked_key(incident: Incident, code: str) -> str:
    """The key under which a State is asked for its view."""
    return f"consultation:{incident.id}:{code}"


def views_over(store: Store, incident: Incident, at: datetime) -> Over:
    """End the time for views where it still runs; nothing where it does not."""
    made = cut_short(newest(store.incidents.items(incident.id, Window)), at)
    if made is None:
        return Over()
    store.incidents.record(incident, made)
    codes = others(store, incident)
    return Over(
        (Said("consultation.over_with_it"),),
        tuple(asked_key(incident, code) for code in codes),
        (
            f"incident heard {incident.id}",
            *(f"incident prompt {incident.id} {code}" for code in codes),
        ),
    )
