"""What is left to decide on an incident before it can be closed (4.1)."""

from __future__ import annotations

from coordination.incident.ending import Left
from coordination.incident.incident import Incident
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
