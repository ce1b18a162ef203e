"""Who may see an incident: the one way in which a handler gets one, and the rooms it is shown in.

Whoever may not see it gets exactly the answer for an incident that does not exist.
"""

from __future__ import annotations

from commands.call import Call
from commands.kinds.ids import nobody_sees
from commands.outcome import Audience
from commands.seats import posted, seated
from coordination.audience import Cut, Nature, Reader, Thing, least, person_sees, seats_see
from coordination.incident.incident import Incident
from coordination.incident.stance import Stance, partner
from coordination.parties import Credential, Role, Room, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

SHARED = frozenset(
    {Sees.PARTIES, Sees.EVERYBODY, Sees.CONCERNED, Sees.EMBASSIES, Sees.OBSERVERS, Sees.PARTY}
)


def seen(call: Call, store: Store, id: str, least: Cut = Cut.FULL) -> Incident:
    """The incident, when the speaker may see at least this much of it; raises `Refused`."""
    found = store.incidents.get(id)
    if found is None or cut_for(call, store, found).value < least.value:
        raise nobody_sees(id)
    return found


def cut_for(call: Call, store: Store, incident: Incident, nature: Nature = Nature.INCIDENT) -> Cut:
    """How much the speaker may see: decided by all hats in the group, also those not worn now."""
    if incident.group != call.group.id:
        return Cut.NOTHING
    if Role.CLOCK in call.roles:
        return Cut.FULL
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    if incident.kept:
        return Cut.FULL if _own(incident, hats, call.person.id) else Cut.NOTHING
    return person_sees(hats, thing_of(store, incident, nature))


def thing_of(
    store: Store,
    incident: Incident,
    nature: Nature = Nature.INCIDENT,
    label: Tlp | None = None,
    originator: str | None = None,
) -> Thing:
    """The incident, or something under it with its own label and author, for rules of reading."""
    views = store.incidents.items(incident.id, Stance) if incident.informed else ()
    partners = (state for state in incident.concerned if partner(incident, state, views))
    return Thing(
        group=incident.group,
        label=label or incident.label,
        nature=nature,
        originator=originator or incident.originator,
        concerned=frozenset(incident.concerned),
        informed=frozenset(incident.informed),
        partners=frozenset(partners),
        invited=frozenset(incident.invited),
    )


def rooms_of(
    store: Store,
    incident: Incident,
    nature: Nature = Nature.INCIDENT,
    least: Cut = Cut.CARD,
    label: Tlp | None = None,
) -> Audience:
    """The shared rooms that may be shown this much of the incident, whatever their ceiling."""
    thing = thing_of(store, incident, nature, label)

    def shown() -> frozenset[str]:
        rooms = store.directory.rooms(incident.group)
        cuts = {room.id: cut_in(store, incident, thing, room) for room in rooms}
        return frozenset(room for room, cut in cuts.items() if cut.value >= least.value)

    key = ("rooms of", incident, thing, least)
    return Audience(SHARED, only=store.directory.derived(key, shown))


def cut_in(store: Store, incident: Incident, thing: Thing, room: Room) -> Cut:
    """What a room is shown by who sits there; its ceiling and security are checked on sending."""
    own = room.sees is Sees.PARTY and room.party == incident.originator
    elsewhere = room.sees is Sees.PARTY and not own
    if elsewhere or room.sees not in SHARED or (incident.kept and not own):
        return Cut.NOTHING
    if room.sees is Sees.CONCERNED and room.party not in incident.concerned:
        return Cut.NOTHING
    if room.sees is Sees.EMBASSIES:
        return least(_embassies(store, incident, room), thing)
    return seats_see(room, _seats(store, incident, room), thing)


def fits_here(call: Call, label: Tlp) -> None:
    """Raises `Refused` when what was typed may not stand in the room it was typed in (T-10)."""
    if not label.fits(call.source.ceiling):
        raise Refused("T-10", Said("form.above_ceiling", label=call.source.ceiling))


def own_room(store: Store, group: str, party: str | None) -> Room | None:
    """A party's own room in the group, if it has one."""
    rooms = store.directory.rooms(group) if party else ()
    return next((r for r in rooms if r.sees is Sees.PARTY and r.party == party), None)


def _seats(store: Store, incident: Incident, room: Room) -> tuple[str, ...]:
    """Who sits there by code; a room of guests seats all that the group has."""
    if room.sees is not Sees.OBSERVERS:
        return seated(store, room)
    if not incident.invited:
        return ()
    hats = store.directory.credentials_since(incident.group, incident.opened_at)
    return tuple({h.organisation for h in hats if h.organisation})


def _embassies(store: Store, incident: Incident, room: Room) -> frozenset[Reader]:
    """The embassies that sit there, each as its people are accredited (T-29, T-30)."""
    if not incident.invited or not gathers(incident, room):
        return frozenset()
    hats = store.directory.credentials_since(incident.group, incident.opened_at)
    return frozenset(Reader.of(hat) for hat in hats if posted(hat, room))


def gathers(incident: Incident, room: Room) -> bool:
    """Whether it is a room of embassies in a State concerned, or in none that it names (T-29)."""
    here = room.party is None or room.party in incident.concerned
    return room.sees is Sees.EMBASSIES and here


def _own(incident: Incident, hats: tuple[Credential, ...], person: str) -> bool:
    here = (hat for hat in hats if hat.group == incident.group)
    return person == incident.opened_by or any(map(incident.speaks_as_author, here))
