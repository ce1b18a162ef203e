"""Which adopted response of an incident is meant, and who decides on it."""

from __future__ import annotations

from commands.call import Call
from commands.changed import none_put
from commands.incident.see import seen as incident_seen
from commands.response.see import Seen, seen
from commands.wanting import Wanting
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.refused import Refused
from coordination.response.stage import LIFECYCLE, Stage
from coordination.said import Said
from storage.store import Store


def which(call: Call, store: Store, incident: str, named: str | None, act: str) -> Seen:
    """The response that was named, or the only one whose stage lists the act.

    Raises `Refused` where there is none, and `Wanting` where there are several.
    """
    if named:
        found = seen(call, store, named, Cut.OUTCOME)
        if found.incident.id != incident:
            raise Refused("form", Said("response.of_other_incident", response=named, id=incident))
        none_put(store, found.incident, named)
        LIFECYCLE.after(act, found.response.stage)
        return found
    about = incident_seen(call, store, incident, Cut.OUTCOME)
    fitting = [one for one in store.responses.of(about.id) if act in LIFECYCLE.possible(one.stage)]
    if len(fitting) > 1:
        names = tuple(Said("response.title", id=one.id, title=one.title) for one in fitting)
        raise Wanting("form", "response", Said("response.which_one", responses=names))
    if not fitting:
        none_put(store, about, None)
        # The incident's own table says what may be done instead.
        about.moved(act)
        raise nothing_stands(store, about, act)
    return seen(call, store, fitting[0].id, Cut.OUTCOME)


def nothing_stands(store: Store, incident: Incident, act: str) -> Refused:
    """That no response of the incident is where the act could begin."""
    stages = {Stage.IN_FORCE, Stage.UNDER_REVIEW, Stage.ADOPTED}
    shown = [one for one in store.responses.of(incident.id) if one.stage in stages]
    lines = tuple(f"response show {one.id}" for one in shown)
    said = Said("response.none_for", id=incident.id, act=Said(f"stage.act.response.{act}"))
    return Refused("stage", said, lines)


def deciding(call: Call, incident: Incident) -> tuple[str, ...]:
    """The States of the group other than those concerned (DR-22)."""
    return tuple(code for code in call.group.parties if code not in incident.concerned)
