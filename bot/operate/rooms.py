"""Rooms: what may enter them, and whether they are still trusted."""

from __future__ import annotations

from bot.operate.finding import Finding, doubtful, well, wrong
from coordination.ceilings import most
from coordination.parties import Room, Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def rooms(store: Store, platforms: frozenset[str]) -> list[Finding]:
    """Ceilings above a platform's, rooms without trust or service, groups that cannot work."""
    shared = [room for room in store.directory.rooms() if room.sees is not Sees.DIRECT]
    if not shared:
        return [doubtful("rooms", Said("doctor.rooms_none"), Said("doctor.rooms_none_advice"))]
    found = [one for room in shared for one in _room(store, room, platforms)]
    if not any(room.sees is Sees.OPERATORS and room.platform in platforms for room in shared):
        advice = Said("doctor.operators_none_advice")
        found.append(doubtful("operators_room", Said("doctor.operators_none"), advice))
    found += [
        _green(group.id)
        for group in store.directory.groups()
        if not any(Tlp.AMBER_STRICT.fits(room.ceiling) for room in shared if room.group == group.id)
    ]
    unmade = [room.id for room in shared if not room.remote and room.platform in platforms]
    if unmade:
        said = Said("doctor.rooms_unmade", rooms=tuple(sorted(unmade)))
        found.append(doubtful("rooms_made", said, Said("doctor.rooms_unmade_advice")))
    return found or [well("rooms", Said("doctor.rooms", n=len(shared)))]


def _green(group: str) -> Finding:
    said, advice = Said("doctor.group_green", group=group), Said("doctor.group_green_advice")
    return doubtful("group_rooms", said, advice)


def _room(store: Store, room: Room, platforms: frozenset[str]) -> list[Finding]:
    found = []
    if not room.ceiling.fits(most(room.platform, room.accepted)):
        said = Said("doctor.room_ceiling", room=room.id, label=room.ceiling)
        found.append(wrong("ceilings", said, Said("doctor.room_ceiling_advice", room=room.id)))
    if not room.trusted:
        reason = store.directory.distrust(room.id)
        said = Said("doctor.room_distrusted", room=room.id, reason=_why(reason))
        found.append(doubtful("trust", said, Said("doctor.room_distrusted_advice", room=room.id)))
    if room.platform not in platforms:
        said = Said("doctor.room_unserved", room=room.id, platform=room.platform)
        found.append(doubtful("rooms", said, Said("doctor.room_unserved_advice")))
    return found


def _why(reason: str | None) -> Said:
    """A reason is kept as a message key."""
    return Said(reason) if reason else Said("doctor.no_reason")
