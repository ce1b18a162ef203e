"""Who may see a plan: whoever sees all of its incident, and whoever has an action in it."""

from __future__ import annotations

from commands.call import Call
from commands.commitment.change import party_hat
from commands.incident import see
from commands.incident.hats import CHAIR
from commands.kinds.ids import nobody_sees
from coordination.audience import Cut
from coordination.commitment import Commitment
from coordination.incident.incident import Incident
from coordination.parties import Credential
from coordination.plan.record import Plan
from coordination.plan.timetable import Row, timetable
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
    """Whether the speaker may read it."""
    cut = see.cut_for(call, store, incident)
    own = any(hat.party and hat.party in _doers(made) for hat in call.hats)
    return cut is Cut.FULL or (own and cut is Cut.OUTCOME)


def hat_of(call: Call) -> Credential:
    """The hat in which somebody acts on a plan: the chair's, else that of the own party."""
    return call.hat(*CHAIR) if call.chairs else party_hat(call)


def rows(store: Store, call: Call, made: Plan) -> tuple[Row, ...]:
    """The plan as a timetable, with what its commitments say now."""
    return timetable(made, commitments(store, made), call.now)


def commitments(store: Store, made: Plan) -> dict[str, Commitment]:
    """The commitments that follow from its actions, by id."""
    ids = (action.commitment for action in made.actions)
    found = (store.commitments.get(id) for id in ids if id)
    return {one.id: one for one in found if one is not None}


def others(store: Store, call: Call, made: Plan) -> list[Plan]:
    """The group's other running plans that the speaker may see, and those that it links to."""
    running = {one.id: one for one in store.plans.running(made.group, LOOKED_AT)}
    linked = (store.plans.get(id) for id in made.links if id not in running)
    found = [*running.values(), *(one for one in linked if one is not None)]
    return [one for one in found if one.id != made.id and _readable(store, call, one)]


def _readable(store: Store, call: Call, made: Plan) -> bool:
    incident = store.incidents.get(made.incident)
    return incident is not None and visible(store, call, made, incident)


def _doers(made: Plan) -> frozenset[str]:
    return frozenset(action.by for action in made.actions if action.by)
