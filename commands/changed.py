"""A change of what is in force: the text before it stands until the change is (T-43, X23, 4.1)."""

from __future__ import annotations

from dataclasses import replace

from coordination.incident.incident import Incident
from coordination.refused import Refused
from coordination.response.record import Response
from coordination.response.stage import Stage
from coordination.response.standing import ended, restored
from coordination.said import Said
from storage.store import Store

_UNTIL = {Stage.PROPOSED: "response.stands.decided", Stage.ADOPTED: "response.stands.in_force"}


def standing(store: Store, response: Response) -> Response | None:
    """The text that stands, under review, while a change of it is put or waits for its day.

    None where there is no such change: the response itself says whether it stands.
    """
    if response.stands is None or response.stage not in _UNTIL:
        return None
    before = store.responses.get(response.id, response.stands)
    return replace(before, stage=Stage.UNDER_REVIEW, stands=None) if before else None


def before_change(store: Store, response: Response) -> Response:
    """What a reader means by the measure while a change of it is undecided: what stands."""
    if response.stage is not Stage.PROPOSED:
        return response
    return standing(store, response) or response


def decided(store: Store, response: Response, *, adopted: bool) -> Response:
    """The response once a poll on it has ended: a change that failed changes nothing."""
    before = standing(store, response)
    if adopted or before is None:
        return ended(response, adopted=adopted)
    return restored(response, before)


def until(store: Store, response: Response) -> tuple[Said, ...]:
    """Which text stands, and until when: for whoever reads the change of it."""
    before = standing(store, response)
    if before is None:
        return ()
    return (Said(_UNTIL[response.stage], version=before.version, title=before.title),)


def again(now: Response) -> tuple[Said, ...]:
    """That what stood before a failed change stands as it was; nothing of any other response."""
    if now.stage is not Stage.UNDER_REVIEW:
        return ()
    return (Said("response.stands.again", id=now.id, title=now.title),)


def reviewed_anew(store: Store, incident: Incident) -> bool:
    """Whether a measure of the incident is under review, of which no change is put any more."""
    return any(one.stage is Stage.UNDER_REVIEW for one in store.responses.of(incident.id))


def none_put(store: Store, incident: Incident, named: str | None) -> None:
    """Raises `Refused` where what is to be decided on a measure waits for a change of it."""
    for one in store.responses.of(incident.id):
        changes = one.stage is Stage.PROPOSED and one.stands is not None
        if changes and named in (None, one.id):
            lines = (f"poll open {one.id}", f"response withdraw {one.id}")
            raise Refused("stage", Said("response.stands.undecided", id=one.id), lines)
