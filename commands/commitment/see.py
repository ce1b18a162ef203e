"""Who may see a commitment: whoever sees all of its incident, and its own party.

What answers no incident, such as a duty from an agreement, all parties of its group see.
"""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.incident import see
from commands.kinds.ids import nobody_sees
from commands.outcome import Audience
from coordination.audience import Cut
from coordination.commitment import Commitment
from coordination.incident.incident import Incident, Scope, Timing
from coordination.incident.stage import Stage
from coordination.tlp import Tlp
from storage.store import Store


def seen(store: Store, call: Call, id: str) -> tuple[Commitment, Incident]:
    """The commitment with its incident; raises `Refused` as for one that does not exist."""
    made = store.commitments.get(id)
    incident = above(store, made) if made else None
    if made is None or incident is None or not visible(store, call, made, incident):
        raise nobody_sees(id)
    return made, incident


def above(store: Store, made: Commitment) -> Incident | None:
    """The incident that it answers; what answers none stands in the group itself."""
    if made.incident:
        return store.incidents.get(made.incident)
    return no_incident(made.group, made.label or Tlp.AMBER, made.offered_at)


def no_incident(group: str, label: Tlp, at: datetime) -> Incident:
    """What stands in an incident's place for a duty of the group itself: its parties read it."""
    scope, timing, stage = Scope.PATTERN, Timing.UNKNOWN, Stage.SUBSTANTIATED
    return Incident("", group, "", (), scope, timing, (), stage, label, None, "", at)


def visible(store: Store, call: Call, made: Commitment, incident: Incident) -> bool:
    """Whether the speaker may read it."""
    cut = see.cut_for(call, store, incident)
    own = any(hat.party == made.owner for hat in call.hats)
    return cut is Cut.FULL or (own and cut is Cut.OUTCOME)


def readers(store: Store, incident: Incident) -> Audience:
    """The rooms that are shown what States commit themselves to."""
    return see.rooms_of(store, incident, least=Cut.FULL)
