"""The noun `room`: what it may hold, who sees it, whether it can be trusted (T-10, T-11)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import parties, party
from commands.kinds.where import RoomId
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.seats import members, seated
from coordination.ceilings import OPEN
from coordination.parties import Role, Room, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.directory.rooms import BY_HAND
from storage.store import Store

KEEPERS = (Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT)


@command("room show", label=Tlp.CLEAR)
class Show(Command):
    """Show a room: what it may hold, who sees it, and whether it is trusted."""

    room: RoomId
    """Which room? `here` is the one in which you write."""

    def handle(self, call: Call, store: Store) -> Outcome:
        room = loaded(self.room, call, store)
        lines = (
            Said("room.ceiling", label=room.ceiling),
            *_risk(room),
            *_who(room, call, store),
            *_trust(room, store),
        )
        title = Said("room.title", name=room.name or room.id, room=room.id, platform=room.platform)
        return Outcome(Page(title, lines, _buttons(room, call, store)))


@command("room freeze", by=KEEPERS, label=Tlp.CLEAR, back=("room approve",))
class Freeze(Command):
    """Stop everything sensitive in a room at once, until it is approved again (T-11)."""

    room: RoomId
    """Which room? `here` is the one in which you write."""

    def handle(self, call: Call, store: Store) -> Outcome:
        room = loaded(self.room, call, store)
        if not room.trusted:
            raise Refused("T-11", Said("room.frozen_before"), (f"room show {room.id}",))
        store.directory.set_trusted(room.id, trusted=False, reason=BY_HAND, at=call.now)
        store.cards.again(room.id, call.now)
        reply = Page(
            Said("room.frozen_now", name=room.name or room.id),
            (Said("room.frozen_means"),),
            (Button(Said("room.act.approve"), f"room approve {room.id}"),),
        )
        return Outcome(reply, notices=_told(room, Said("room.notice.frozen", by=call.person.name)))


@command("room approve", by=KEEPERS, label=Tlp.CLEAR, back=("room freeze",))
class Approve(Command):
    """Trust a frozen room again, once its platform says that it is safe (T-11)."""

    room: RoomId
    """Which room? `here` is the one in which you write."""

    def handle(self, call: Call, store: Store) -> Outcome:
        room = loaded(self.room, call, store)
        if room.trusted:
            raise Refused("T-11", Said("room.trusted_before"), (f"room show {room.id}",))
        unsafe = store.directory.security(room.id)
        if unsafe is None:
            raise Refused("T-11", Said("room.not_known"), (f"room show {room.id}",))
        if unsafe:
            said = Said("room.still_unsafe", reasons=tuple(Said(reason) for reason in unsafe))
            raise Refused("T-11", said, (f"room show {room.id}",))
        store.directory.set_trusted(room.id, trusted=True, reason="", at=call.now)
        store.cards.again(room.id, call.now)
        reply = Page(
            Said("room.approved", name=room.name or room.id),
            (Said("room.ceiling", label=room.ceiling), *_who(room, call, store)),
        )
        return Outcome(
            reply, notices=_told(room, Said("room.notice.approved", by=call.person.name))
        )


COMMANDS: tuple[type[Command], ...] = (Show, Freeze, Approve)


def loaded(id: RoomId, call: Call, store: Store) -> Room:
    """The room that was picked, or the one in which it is said (which may be the terminal)."""
    room = call.room if id == call.room.id else store.directory.room(id)
    if room is None:
        raise Refused("not_found", Said("room.nowhere"))
    return room


def _who(room: Room, call: Call, store: Store) -> tuple[Said, ...]:
    """Who sits in it, with the parties and the people that belong there."""
    if room.sees is Sees.DIRECT:
        return (Said("room.sees.direct", name=room.name),)
    group = room.group or call.group.id
    who = Said(f"room.sees.{room.sees.value}")
    if room.sees is Sees.EMBASSIES and room.party:
        who = Said("room.sees.embassies_in", state=party(room.party, group, store))
    seats = parties(seated(store, room), group, store)
    lines = [Said("room.who", who=who, parties=seats) if seats else Said("room.who_only", who=who)]
    if room.without:
        lines.append(Said("room.without", parties=parties(room.without, group, store)))
    people = members(store, room, call.now)
    known = [person for id in people if (person := store.directory.person(id))]
    names = tuple(person.name for person in known)
    return (*lines, Said("room.people", n=len(names), people=names))


def _risk(room: Room) -> tuple[Said, ...]:
    """Why a room that is not encrypted may hold so much, or no more (P-01)."""
    if room.platform not in OPEN:
        return ()
    if room.accepted is None:
        return (Said("room.not_accepted"),)
    given = room.accepted
    return (Said("room.accepted", by=given.by, on=given.on, reference=given.reference),)


def _trust(room: Room, store: Store) -> tuple[Said, ...]:
    """Whether it is trusted; else since when not, why, and what the platform says now."""
    if room.trusted:
        return (Said("room.trusted"),)
    reason = store.directory.distrust(room.id)
    since = store.directory.frozen_since(room.id)
    lines = [Said("room.frozen", since=since, reason=Said(reason or BY_HAND))]
    match store.directory.security(room.id):
        case None:
            lines.append(Said("room.not_known"))
        case ():
            lines.append(Said("room.safe_again"))
        case unsafe:
            reasons = tuple(Said(reason) for reason in unsafe)
            lines.append(Said("room.still_unsafe", reasons=reasons))
    return tuple(lines)


def _buttons(room: Room, call: Call, store: Store) -> tuple[Button, ...]:
    """What this person can do about it now."""
    if not call.roles & set(KEEPERS):
        return ()
    if room.trusted:
        return (Button(Said("room.act.freeze"), f"room freeze {room.id}"),)
    if store.directory.security(room.id) == ():
        return (Button(Said("room.act.approve"), f"room approve {room.id}"),)
    return ()


def _told(room: Room, said: Said) -> tuple[Notice, ...]:
    """Everybody in the room is told; a direct room's person too. It holds nothing sensitive."""
    if room.sees is Sees.DIRECT:
        return (
            (Notice(Audience.persons(room.person), Tlp.CLEAR, Page(said)),) if room.person else ()
        )
    audience = Audience(frozenset({room.sees}), room.party, only=frozenset({room.id}))
    return (Notice(audience, Tlp.CLEAR, Page(said)),)
