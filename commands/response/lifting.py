"""Lifting a suspension: by which rule it is put, and what its adoption does (4.1)."""

from __future__ import annotations

from datetime import datetime

from commands.response.after import anchor, last_instant
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.incident.stage import Stage as IncidentStage
from coordination.poll.lifting import same_rule
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.refused import Refused
from coordination.response.parts import Lifting, Suspension, Unification
from coordination.response.record import Response
from coordination.response.review import lifted
from coordination.response.stage import LIFECYCLE as MEASURES
from coordination.response.stage import Stage
from coordination.said import Said
from storage.store import Store


def adopting(store: Store, response: str) -> Poll | None:
    """The poll by which a response was adopted, if it was one."""
    polls = (poll for poll in store.polls.on(response) if poll.stage.adopted)
    return next(reversed(list(polls)), None)


def rule_before(store: Store, response: Response) -> Rule | None:
    """The rule by which that was adopted which is now to be lifted; None for anything else."""
    if not isinstance(response.parts, Lifting):
        return None
    before = adopting(store, response.parts.lifts)
    return before.rule if before else None


def same_rule_as_before(store: Store, response: Response, poll: Poll) -> None:
    """Raises `Refused` when a lifting is put under another rule than what it lifts."""
    if isinstance(response.parts, Lifting):
        before = adopting(store, response.parts.lifts)
        if before is not None:
            same_rule(before, poll)


def lapses_first(store: Store, response: Response, closes: datetime) -> tuple[Said, ...]:
    """That what is to be lifted ends by itself before the poll on it closes (X23)."""
    if not isinstance(response.parts, Lifting):
        return ()
    target = store.responses.get(response.parts.lifts)
    if target is None or not isinstance(target.parts, Suspension):
        return ()
    last = target.parts.expires_on
    ends = last_instant(last, anchor(store, target)) if last else None
    if ends is None or ends > closes:
        return ()
    return (Said("poll.lapses_first", response=target.id, at=ends),)


def decided(store: Store, incident: Incident, parts: Lifting, *, adopted: bool) -> Incident:
    """The suspension is lifted, and its incident where nothing else stands; or all goes on.

    One whose last day passed while this was decided has ended by itself, and stays as it is (X23).
    """
    target = store.responses.get(parts.lifts)
    if target is None or not adopted or "lift" not in MEASURES.possible(target.stage):
        return incident
    after = lifted(target)
    store.responses.save(after)
    return without(store, incident, after, "lift")


def without(store: Store, incident: Incident, gone: Response, act: str) -> Incident:
    """The incident once a measure was lifted or has lapsed, which is `act` where it stood alone.

    What stands, was adopted or is put to the group beside it says where the incident is (4.1).
    Assistance goes on beside a lifting, and a message was sent.
    """
    after = incident
    for one in _acts(store, gone, act):
        after = after.moved(one) if one in LIFECYCLE.possible(after.stage) else after
    if after != incident:
        store.incidents.put(after)
    return after


def void(store: Store, incident: Incident, before: Response) -> None:
    """The incident once the decision on a response is void, which stood at `before` until now.

    A text that had failed moves nothing but a consultation: what else stands goes on (4.2).
    """
    if before.stage is not Stage.NOT_ADOPTED:
        without(store, incident, before, "annul")
    elif incident.stage is IncidentStage.CONSULTATION:
        store.incidents.put(incident.moved("annul"))


def _acts(store: Store, gone: Response, alone: str) -> tuple[str, ...]:
    others = [one for one in store.responses.of(gone.incident) if one.id != gone.id]
    stages = {one.stage for one in others if isinstance(one.parts, Suspension | Unification)}
    if Stage.UNDER_REVIEW in stages:
        return ()
    if Stage.IN_FORCE in stages:
        return ("continue",)
    if Stage.ADOPTED in stages:
        return ("lapse", "propose", "adopt")
    put = (one for one in others if one.stage is Stage.PROPOSED)
    if any(not isinstance(one.parts, Lifting) for one in put):
        return ("lapse", "propose")
    return (alone,)


def none_open(store: Store, response: Response) -> None:
    """Raises `Refused` while a proposal to lift it is undecided."""
    for one in store.responses.of(response.incident):
        lifts = isinstance(one.parts, Lifting) and one.parts.lifts == response.id
        if lifts and one.stage is Stage.PROPOSED:
            said = Said("response.lift_undecided", id=one.id)
            raise Refused("stage", said, (f"response show {one.id}",))
