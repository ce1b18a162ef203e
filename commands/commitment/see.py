"""Who may see a commitment: whoever sees all of its incident, and its own party.

What answers no incident, such as a duty from an agreement, all parties of its group see.
"""

from __future__ import annotations

from commands.call import Call
from commands.incident import see
from commands.kinds.ids import nobody_sees
from commands.outcome import Audience
from coordination.audience import Cut
from coordination.commitment import Commitment
from coordination.hats import SPEAKERS
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
    return Incident(
        id="",
        group=made.group,
        title="",
        concerned=(),
        scope=Scope.PATTERN,
        timing=Timing.UNKNOWN,
        practices=(),
        stage=Stage.SUBSTANTIATED,
        label=made.label or Tlp.AMBER,
        originator=made.owner,
        opened_by=made.offered_by,
        opened_at=made.offered_at,
    )


def visible(store: Store, call: Call, made: Commitment, incident: Incident) -> bool:
    """Whether the speaker may read it."""
    cut = see.cut_for(call, store, incident)
    own = any(hat.party == made.owner for hat in call.hats)
    return cut is Cut.FULL or (own and cut is Cut.OUTCOME) or _agreed(store, call, made)


def _agreed(store: Store, call: Call, made: Commitment) -> bool:
    """Whether it rests on an agreement to which the speaker's own party is a party too."""
    source = made.promise.source
    if made.incident or source is None:
        return False
    agreement = store.directory.agreement(source.of, call.group.id)
    parties = agreement.parties if agreement and made.group == call.group.id else ()
    return any(hat.party in parties and hat.role in SPEAKERS for hat in call.hats)


def readers(store: Store, incident: Incident) -> Audience:
    """The rooms that are shown what States commit themselves to."""
    return see.rooms_of(store, incident, least=Cut.FULL)
