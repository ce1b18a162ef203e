"""Who may see a commitment: whoever sees all of its incident, and its own party.

What answers no incident, such as a duty from an agreement, all parties of its group see.
"""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.incident import see
from commands.kinds.ids import nobody_sees
from commands.outcome import Audience
from coordination.agreement import Agreement
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
    label = made.label or Tlp.AMBER
    return _group_itself(made.group, label, made.owner, made.offered_by, made.offered_at)


def _group_itself(group: str, label: Tlp, party: str, person: str, at: datetime) -> Incident:
    return Incident(
        id="",
        group=group,
        title="",
        concerned=(),
        scope=Scope.PATTERN,
        timing=Timing.UNKNOWN,
        practices=(),
        stage=Stage.SUBSTANTIATED,
        label=label,
        originator=party,
        opened_by=person,
        opened_at=at,
    )


def visible(store: Store, call: Call, made: Commitment, incident: Incident) -> bool:
    """Whether the speaker may read it."""
    cut = see.cut_for(call, store, incident)
    own = any(hat.party == made.owner for hat in call.hats)
    return cut is Cut.FULL or (own and cut is Cut.OUTCOME) or _agreed(store, call, made)


def _agreed(store: Store, call: Call, made: Commitment) -> bool:
    """Whether it rests on an agreement to which the speaker's own party is a party too."""
    source = made.promise.source
    if made.incident or source is None or made.group != call.group.id:
        return False
    agreement = store.directory.agreement(source.of, call.group.id)
    return agreement is not None and _party_to(call, agreement)


def _party_to(call: Call, agreement: Agreement) -> bool:
    return any(hat.party in agreement.parties and hat.role in SPEAKERS for hat in call.hats)


def told_duties(store: Store, call: Call, agreement: Agreement) -> bool:
    """Whether the speaker may read what its parties undertake on it, and so what they do not."""
    group = _group_itself(call.group.id, Tlp.AMBER, "", "", call.now)
    return see.cut_for(call, store, group) is Cut.FULL or _party_to(call, agreement)


def readers(store: Store, incident: Incident) -> Audience:
    """The rooms that are shown what States commit themselves to."""
    return see.rooms_of(store, incident, least=Cut.FULL)
