"""Who will see an incident, before anybody does."""

from __future__ import annotations

from commands.incident.see import cut_in, thing_of
from commands.incident.words import concerned, practices
from commands.outcome import Page
from commands.seats import seated
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.parties import Room, Sees
from coordination.said import Said
from storage.store import Store


def who_sees(incident: Incident, store: Store) -> Page:
    """The rooms with the full text, those with a card only, who does not see it, and the label."""
    thing = thing_of(store, incident)
    rooms = store.directory.rooms(incident.group)
    shown = [room for room in rooms if cut_in(store, incident, thing, room) is not Cut.NOTHING]
    lines = [_summary(incident, store)]
    lines += [_room(room, incident, store) for room in sorted(shown, key=_fullest)]
    if not incident.kept and not read_in(incident, store):
        lines.append(Said("incident.sees.each"))
    lines += _not_seen(incident, store)
    lines.append(Said("incident.sees.label", label=incident.label))
    return Page(Said("incident.sees.title", title=incident.title), tuple(lines))


def _fullest(room: Room) -> tuple[int, str]:
    return (-room.ceiling.rank, room.id)


def _summary(incident: Incident, store: Store) -> Said:
    return Said(
        "incident.sees.what",
        states=concerned(incident, store),
        scope=Said(f"scope.{incident.scope.value}"),
        timing=Said(f"incident.timing.{incident.timing.value}"),
        practices=practices(incident.practices) or (Said("incident.sees.no_practice"),),
    )


def read_in(incident: Incident, store: Store) -> tuple[Said, ...]:
    """The shared rooms where all of it may be read."""
    thing = thing_of(store, incident)
    rooms = store.directory.rooms(incident.group)
    seen = [room for room in rooms if cut_in(store, incident, thing, room) is Cut.FULL]
    shared = [room for room in seen if room.sees in (Sees.PARTIES, Sees.EVERYBODY)]
    return tuple(called(room) for room in shared if _in_full(room, incident))


def _in_full(room: Room, incident: Incident) -> bool:
    return incident.label.fits(room.ceiling) and room.trusted


def called(room: Room) -> Said:
    """What people call a room; a channel as Slack writes it."""
    key = "incident.sees.slack" if room.platform == "slack" else "incident.sees.room"
    return Said(key, room=room.name or room.id)


def _room(room: Room, incident: Incident, store: Store) -> Said:
    name = called(room)
    if not _in_full(room, incident):
        return Said("incident.sees.card", room=name)
    count = len(seated(store, room))
    if room.sees in (Sees.PARTIES, Sees.EVERYBODY):
        return Said("incident.sees.full", room=name, n=count)
    return Said("incident.sees.full_other", room=name)


def _not_seen(incident: Incident, store: Store) -> list[Said]:
    names = concerned(incident, store) if incident.uninformed else ()
    guests = (Said("incident.sees.embassies"), Said("incident.sees.observers"))
    others = () if incident.invited else guests
    return [Said("incident.sees.not", who=(*names, *others))] if names or others else []
