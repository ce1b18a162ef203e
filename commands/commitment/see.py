"""Who may see a commitment: whoever sees all of its incident, and its own party."""

from __future__ import annotations

from commands.call import Call
from commands.incident import see
from commands.kinds.ids import nobody_sees
from commands.outcome import Audience
from coordination.audience import Cut
from coordination.commitment import Commitment
from coordination.incident.incident import Incident
from storage.store import Store


def seen(store: Store, call: Call, id: str) -> tuple[Commitment, Incident]:
    """The commitment with its incident; raises `Refused` as for one that does not exist."""
    made = store.commitments.get(id)
    incident = store.incidents.get(made.incident) if made else None
    if made is None or incident is None or not visible(store, call, made, incident):
        raise nobody_sees(id)
    return made, incident


def visible(store: Store, call: Call, made: Commitment, incident: Incident) -> bool:
    """Whether the speaker may read it."""
    cut = see.cut_for(call, store, incident)
    own = any(hat.party == made.owner for hat in call.hats)
    return cut is Cut.FULL or (own and cut is Cut.OUTCOME)


def readers(store: Store, incident: Incident) -> Audience:
    """The rooms that are shown what States commit themselves to."""
    return see.rooms_of(store, incident, least=Cut.FULL)
