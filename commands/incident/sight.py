"""Taking an incident out of the others' sight, or letting more people in: what a label does."""

from __future__ import annotations

from commands.incident.words import plainly
from commands.kinds.who import named
from coordination.incident.incident import Incident
from coordination.incident.opening import relabelled
from coordination.parties import Credential
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_ASKED = (Stage.FROZEN, Stage.ANNOUNCED, Stage.OPEN, Stage.ADOPTED_AD_REFERENDUM)


def with_label(store: Store, incident: Incident, label: Tlp | None, hat: Credential) -> Incident:
    """The incident with this label, or as it is; raises `Refused`."""
    if label is None:
        return incident
    undecided = _undecided(store, incident) if label is Tlp.RED else ()
    with plainly(incident.group, store):
        return relabelled(incident, label, hat, undecided)


def sure_of(store: Store, before: Incident, after: Incident) -> Said | None:
    """What has to be seen once more before the label changes, if anything."""
    if after.label.rank < before.label.rank:
        return Said("incident.wider_sure", id=after.id, old=before.label, label=after.label)
    hides = after.label is Tlp.RED and before.label is not after.label and not after.kept
    if hides and after.originator is not None:
        who = named(after.originator, store)
        return Said("incident.red_sure", id=after.id, party=who, label=after.label)
    return None


def read_by_all(incident: Incident) -> None:
    """Raises `Refused` where those who would be asked cannot read what they are asked (DR-01)."""
    if incident.label is Tlp.RED:
        line = f"incident correct {incident.id} label=AMBER+STRICT"
        said = Said("incident.red_decides", id=incident.id, label=incident.label)
        raise Refused("DR-01", said, (line,))


def _undecided(store: Store, incident: Incident) -> tuple[str, ...]:
    """The polls that wait for answers under an incident, and the letters that are being signed."""
    found = [one.id for one in store.messages.signing() if one.incident == incident.id]
    for response in store.responses.of(incident.id):
        polls = (*store.polls.on(response.id), *store.polls.procedural(response.id))
        found += [poll.id for poll in polls if poll.stage in _ASKED]
    return tuple(found)
