"""Rooms, by their word in the directory, and only those that the speaker may know of."""

from __future__ import annotations

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Widget, picked
from commands.seats import members
from coordination.parties import Role, Room
from coordination.said import Said
from storage.store import Store

HERE = "here"
_ALL = frozenset({Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT, Role.SYSADMIN})
"""Who keeps the rooms of a group: all of them may be named."""


class RoomId(str):
    """A room of the directory, such as draft; `here` is the one in which it is said."""


class RoomKind(Kind[RoomId]):
    """A room."""

    widget = Widget.SELECT
    example = HERE

    def read(self, text: str, call: Call, store: Store) -> RoomId:
        if text.strip().casefold() == HERE:
            return RoomId(call.here.id)
        return RoomId(picked(text, self.choices(call, store)))

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        return tuple(
            Choice(room.id, Said("room.choice", name=room.name or room.id))
            for room in rooms_of(call, store)
        )


def rooms_of(call: Call, store: Store) -> tuple[Room, ...]:
    """The rooms that the speaker may know of: the group's that they belong in, or all of them.

    Whoever keeps the rooms also gets frozen direct rooms of the group's people.
    """
    rooms = [room for room in store.directory.rooms() if room.group in (call.group.id, None)]
    if not call.roles & _ALL:
        here = call.person.id
        return tuple(room for room in rooms if here in members(store, room, call.now))
    people = store.directory.people(call.group.id, call.now)
    direct = (store.directory.direct_room(person.id) for person in people)
    return (*rooms, *(room for room in direct if not room.trusted))
