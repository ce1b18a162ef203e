"""What was linked to an incident and kept of its rooms, cut to what the asker may see."""

from __future__ import annotations

from commands.call import Call
from commands.incident.pointed import link
from commands.incident.see import cut_for, cut_in, thing_of
from commands.incident.words import party
from commands.seats import members
from config.taxonomy import practices
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.incident.thread import Link, Pin
from coordination.parties import Room
from coordination.said import Said
from storage.store import Store


def sheets() -> set[str]:
    """The fact sheets of the Toolkit that an incident can be linked to."""
    return {f"FS-{code.fact_sheet}" for code in practices() if code.fact_sheet is not None}


def visible(call: Call, store: Store, to: str) -> bool:
    """Whether the speaker may see the thing with this id: as much as its incident, or its group."""
    about = _about(call, store, to)
    return about is not None and cut_for(call, store, about) is Cut.FULL


def _about(call: Call, store: Store, to: str) -> Incident | None:
    thing = store.things.find(to)
    if thing is None or thing.group != call.group.id or not thing.incident:
        return None
    return store.incidents.get(thing.incident)


def links(call: Call, store: Store, incident: Incident) -> list[Said]:
    """The links that stand, to what the asker may see; the words of the other thing stay there."""
    known = sheets()
    return [
        Said("reading.link", to=one.to, kind=Said(f"linkkind.{one.kind.value}"))
        for one in store.incidents.items(incident.id, Link)
        if one.removed_at is None and (one.to in known or _all_may_see(call, store, one.to))
    ]


def _all_may_see(call: Call, store: Store, to: str) -> bool:
    """Whether the asker may see it, and in a shared room all who read the answer there."""
    about = _about(call, store, to)
    if about is None or not visible(call, store, to):
        return False
    here = call.room
    return here.person is not None or (
        cut_in(store, about, thing_of(store, about), here) is Cut.FULL
    )


def pins(call: Call, store: Store, incident: Incident) -> list[Said]:
    """The messages that are kept, each for who belongs in its room: where, by whom and when.

    A link leads to the message itself: its words stay in the room.
    """
    lines = []
    for one in store.incidents.items(incident.id, Pin):
        room = store.directory.room(one.room)
        if one.removed_at is None and room is not None and _belongs(call, store, room):
            who = party(one.party, incident.group, store)
            kept = Said("reading.pin", room=room.name or room.id, party=who, at=one.at)
            way = one.link or link(room, one.event)
            lines.append(Said("reading.pin_link", pin=kept, link=way) if way else kept)
    return lines


def _belongs(call: Call, store: Store, room: Room) -> bool:
    """Whether all who read the answer belong in a room: in a shared room only in itself."""
    if call.room.person is None and call.room.id != room.id:
        return False
    return call.person.id in (room.person, *members(store, room, call.now))
