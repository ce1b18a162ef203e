"""Who may see a response: whoever may see its incident, and no more of it."""

from __future__ import annotations

from dataclasses import dataclass

from commands.call import Call
from commands.incident.see import cut_for
from commands.kinds.ids import nobody_sees
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.response.record import Response
from coordination.response.stage import Stage
from storage.store import Store


@dataclass(frozen=True)
class Seen:
    """A response with its incident, and how much of it the speaker may see."""

    response: Response
    incident: Incident
    cut: Cut


def put_or_own(call: Call, store: Store, incident: Incident) -> list[Response]:
    """The responses of an incident, without other parties' drafts."""
    found = store.responses.of(incident.id)
    return [r for r in found if r.stage is not Stage.DRAFT or r.proposed_by == call.party]


def seen(call: Call, store: Store, id: str, least: Cut = Cut.FULL) -> Seen:
    """The response, when the speaker may see at least this much of it; raises `Refused`."""
    found = store.responses.get(id)
    incident = store.incidents.get(found.incident) if found else None
    if found is None or incident is None:
        raise nobody_sees(id)
    cut = cut_for(call, store, incident)
    kept = found.stage is Stage.DRAFT and call.party != found.proposed_by
    if kept or cut.value < least.value:
        raise nobody_sees(id)
    return Seen(found, incident, cut)
