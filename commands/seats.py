"""Who sits in a room, as the directory says: whom a notice reaches, and who is to be invited."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from commands.call import Call
from coordination.parties import Credential, Role, Room, Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_OFFICE = frozenset({Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT})
_GUESTS = frozenset({Role.OBSERVER, Role.ASSOCIATION})
_SPEAKERS = frozenset(
    {Role.CA_OFFICER, Role.AGENCY_OFFICER, Role.VOTER, Role.ALTERNATE, Role.CONCERNED}
)


def seated(store: Store, room: Room) -> tuple[str, ...]:
    """The parties that have people in a shared room."""
    match room.sees:
        case Sees.PARTY | Sees.CONCERNED:
            return (room.party,) if room.party else ()
        case Sees.PARTIES | Sees.EVERYBODY:
            group = store.directory.group(room.group) if room.group else None
            parties = group.parties if group else ()
            return tuple(code for code in parties if code not in room.without)
    return ()


def members(store: Store, room: Room, at: datetime) -> tuple[str, ...]:
    """The people who belong in a shared room at this instant, by id."""
    if room.sees is Sees.OPERATORS:
        return tuple(dict.fromkeys(hat.person for hat in store.directory.operators(at)))
    hats = store.directory.credentials_of(room.group, at) if room.group else ()
    parties = seated(store, room)
    return tuple(dict.fromkeys(hat.person for hat in _belonging(hats, room, parties)))


def _belonging(
    hats: tuple[Credential, ...], room: Room, parties: tuple[str, ...]
) -> Iterator[Credential]:
    kept_out = {hat.person for hat in hats if hat.party in room.without}
    for hat in hats:
        if hat.person not in kept_out and _belongs(hat, room, parties):
            yield hat


def _belongs(hat: Credential, room: Room, parties: tuple[str, ...]) -> bool:
    office = hat.role in _OFFICE
    match room.sees:
        case Sees.PARTIES | Sees.EVERYBODY:
            return office or (hat.role in _SPEAKERS and hat.party in parties)
        case Sees.CONCERNED:
            return office or (hat.role in _SPEAKERS and hat.party == room.party)
        case Sees.PARTY:
            return hat.role in (_SPEAKERS | _OFFICE) and hat.party == room.party
        case Sees.EMBASSIES:
            return office or posted(hat, room)
        case Sees.OBSERVERS:
            return office or hat.role in _GUESTS
    return False


def posted(hat: Credential, room: Room) -> bool:
    """Whether it is of an embassy that belongs in this room of embassies: in its State (T-29)."""
    there = room.party is None or hat.accredited((room.party,))
    return hat.role is Role.EMBASSY and hat.party is not None and there


def at(room: Room) -> Said:
    """A room's name, with its platform: several rooms may bear the same name."""
    return Said(f"below.at.{room.platform}", room=room.name or room.id)


def readable(
    store: Store, call: Call, person: str, label: Tlp, platforms: Collection[str] | None = None
) -> list[Room]:
    """The shared rooms that may show this and in which the person can be; those here first."""
    there = set(store.directory.platforms_of(person))
    there &= there if platforms is None else set(platforms)
    able = [
        room
        for room in store.directory.rooms(call.group.id)
        if room.platform in there and room.holds(label) and person in members(store, room, call.now)
    ]
    return sorted(able, key=lambda room: room.platform != call.room.platform)
