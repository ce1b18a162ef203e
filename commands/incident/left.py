"""What is left to decide on an incident before it can be closed (4.1)."""

from __future__ import annotations

from coordination.incident.ending import Left, comes_first
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage as IncidentStage
from coordination.incident.stance import Stance, addressed
from coordination.response.parts import ResponseType
from coordination.response.stage import Stage
from storage.store import Store

_STANDS = frozenset({Stage.ADOPTED, Stage.IN_FORCE, Stage.UNDER_REVIEW})


def left_of(store: Store, incident: Incident) -> Left:
    """Whether a response waits for its decision, or a suspension for the one that lifts it."""
    responses = store.responses.of(incident.id)
    return Left(
        undecided=any(one.stage is Stage.PROPOSED for one in responses),
        measure=any(
            one.type is ResponseType.SUSPENSION and one.stage in _STANDS for one in responses
        ),
    )


def closable(store: Store, incident: Incident) -> bool:
    """Whether nothing comes before its closing, and it is settled, or seen to be addressed."""
    settled = incident.stage in (IncidentStage.LIFTED, IncidentStage.UNFOUNDED)
    if not settled and not addressed(incident, store.incidents.items(incident.id, Stance)):
        return False
    return comes_first(incident, left_of(store, incident)) is None
