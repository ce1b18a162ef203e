"""Who may see a State's own measure: whoever sees all of its incident."""

from __future__ import annotations

from commands.call import Call
from commands.incident.see import cut_for, seen
from commands.kinds.ids import nobody_sees
from coordination.action import Action, Measure
from coordination.audience import Cut, Nature
from coordination.incident.incident import Incident
from storage.store import Store


def found(call: Call, store: Store, id: str) -> tuple[Action, Incident]:
    """The measure with its incident; raises `Refused` as for one that does not exist."""
    made = store.actions.get(id)
    if made is None or not visible(call, store, made):
        raise nobody_sees(id)
    return made, seen(call, store, made.incident)


def visible(call: Call, store: Store, made: Action) -> bool:
    """Whether the speaker may read it."""
    incident = store.incidents.get(made.incident)
    if incident is None:
        return False
    return cut_for(call, store, incident, nature(made)) is Cut.FULL


def nature(made: Action) -> Nature:
    """That a State goes on as before is for the others; it may tell the one concerned (T-36)."""
    return Nature.POSITIONS if made.measure is Measure.CONTINUES else Nature.INCIDENT
