"""The parties that coordinate on an incident, and what the chair sets aside of their answers."""

from __future__ import annotations

from commands.wanting import Wanting
from coordination.convergence.adoptions import Hold, HoldAsked, past, waiting
from coordination.hats import chairs
from coordination.incident.incident import Incident
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.warned import asking
from storage.store import Store


def others(store: Store, incident: Incident) -> tuple[str, ...]:
    """The parties of the group without the States concerned, in the order of their codes."""
    group = store.directory.group(incident.group)
    parties = group.parties if group else ()
    return tuple(sorted(code for code in parties if code not in incident.concerned))


def becomes_past(
    store: Store, before: Incident, after: Incident, hat: Credential, reason: str
) -> None:
    """Raises `Wanting` or `Refused` where it becomes past and States that were asked are silent.

    The reason is the chair's: nobody else sets aside a question that the chair put (X8).
    """
    if not store.incidents.items(before.id, HoldAsked):
        return
    missing = waiting(others(store, before), store.incidents.items(before.id, Hold))
    given = reason if chairs(hat) else ""
    for warn in asking(past(before, after, missing, given)):
        if not chairs(hat):
            raise Refused("mandate", Said("hold.chair_only", n=len(missing)))
        raise Wanting(warn.rule, "reason", warn.said)
