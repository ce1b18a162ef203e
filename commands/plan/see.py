"""Who may see a plan: all of it with all of its incident, else one's own actions."""

from __future__ import annotations

from commands.call import Call
from commands.commitment.change import party_hat
from commands.incident import see
from commands.incident.hats import CHAIR
from commands.incident.words import party as named
from commands.kinds.ids import nobody_sees
from coordination.audience import Cut, Reader, cut
from coordination.commitment import Commitment
from coordination.incident.incident import Incident
from coordination.parties import Credential, Role
from coordination.plan.record import Plan
from coordination.plan.timetable import Row, timetable
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

LOOKED_AT = 40
"""How many of a group's running plans are compared with one."""


def seen(store: Store, call: Call, id: str) -> tuple[Plan, Incident]:
    """The plan with its incident; raises `Refused` as for one that does not exist."""
    made = store.plans.get(id)
    incident = store.incidents.get(made.incident) if made else None
    if made is None or incident is None or not visible(store, call, made, incident):
        raise nobody_sees(id)
    return made, incident


def visible(store: Store, call: Call, made: Plan, incident: Incident) -> bool:
    """Whether the speaker may read it, or at least own actions in it."""
    found = see.cut_for(call, store, incident)
    return found is Cut.FULL or (found is Cut.OUTCOME and bool(_own(call) & _doers(made)))


def whole(store: Store, call: Call, made: Plan) -> bool:
    """Whether the speaker reads all of it, and not own actions alone."""
    incident = store.incidents.get(made.incident)
    return incident is not None and see.cut_for(call, store, incident) is Cut.FULL


def may_be_asked(store: Store, incident: Incident, party: str) -> None:
    """Raises `Refused` for a party that would learn of the incident only by being asked."""
    if told(store, incident, party):
        return
    said = Said("plan.does_not_see", party=named(party, incident.group, store), id=incident.id)
    inform = f"incident inform {incident.id} state={party}"
    ready = f"incident share {incident.id}" if incident.kept else inform
    known = incident.kept or party in incident.concerned
    raise Refused("DR-22", said, (ready,) if known else ())


def told(store: Store, incident: Incident, party: str) -> bool:
    """Whether a party knows of the incident anyhow."""
    return _told(store, incident, Reader(incident.group, Role.VOTER, party))


def numbered_for(store: Store, call: Call, made: Plan, number: int) -> None:
    """Raises `Refused`, as for a plan that does not exist, for a number that is not one's own."""
    if not whole(store, call, made) and number not in {
        one.number for one in rows(store, call, made)
    }:
        raise nobody_sees(made.id)


def hat_of(call: Call) -> Credential:
    """The hat in which somebody acts on a plan: the chair's, else that of the own party."""
    return call.hat(*CHAIR) if call.chairs else party_hat(call)


def rows(store: Store, call: Call, made: Plan) -> tuple[Row, ...]:
    """The plan as a timetable, with what its commitments say now, as far as the speaker sees it."""
    all_ = timetable(made, commitments(store, made), call.now)
    if whole(store, call, made):
        return all_
    return tuple(row for row in all_ if row.action.by in _own(call))


def commitments(store: Store, made: Plan) -> dict[str, Commitment]:
    """The commitments that follow from its actions, by id; of what recurs every period."""
    ids = (action.commitment for action in made.actions)
    found = [one for id in ids if id and (one := store.commitments.get(id))]
    series = (one.promise.series.id for one in found if one.promise.series)
    periods = (one for id in series for one in store.commitments.periods(id))
    return {one.id: one for one in (*found, *periods)}


def others(store: Store, call: Call, made: Plan) -> list[Plan]:
    """The group's other running plans that the speaker sees, and those that it links to."""
    running = {one.id: one for one in store.plans.running(made.group, LOOKED_AT)}
    linked = (store.plans.get(id) for id in made.links if id not in running)
    found = [*running.values(), *(one for one in linked if one is not None)]
    return [one for one in found if one.id != made.id and whole(store, call, one)]


def _told(store: Store, incident: Incident, reader: Reader) -> bool:
    if incident.kept:
        return reader.party == incident.originator
    return cut(reader, see.thing_of(store, incident)).value >= Cut.OUTCOME.value


def _own(call: Call) -> frozenset[str]:
    return frozenset(hat.party for hat in call.hats if hat.party)


def _doers(made: Plan) -> frozenset[str]:
    return frozenset(action.by for action in made.actions if action.by)
