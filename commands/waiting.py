"""What was asked of a person, on a page for them alone; without its words where it must (T-10)."""

from __future__ import annotations

from commands.call import Call
from commands.seats import at, readable
from commands.whisper import whispers
from coordination import ids
from coordination.parties import Room, Sees
from coordination.said import Said, loaded, sentence
from coordination.tlp import Tlp
from storage.ask import OpenAsk
from storage.store import Store


def page_room(store: Store, call: Call) -> Room:
    """The room in which a page for the speaker alone will stand."""
    if call.room.sees is Sees.DIRECT or whispers(call.room):
        return call.room
    return store.directory.direct_room(call.person.id)


def asked(store: Store, call: Call, ask: OpenAsk, room: Room) -> Said:
    """What is asked; in a room that may not hold it, its id, its end and where it can be read."""
    if room.holds(ask.label):
        return sentence(loaded(ask.page["title"]))
    id = next((found for word in ask.line.split() if (found := ids.read(word))), ask.key)
    where = elsewhere(store, call, ask.label)
    poll = store.polls.look(id) if id.startswith("POL-") else None
    if poll is not None:
        return Said("below.waits_ballot", id=id, at=poll.closes_at, room=where)
    return Said("below.waits", id=id, room=where)


def elsewhere(store: Store, call: Call, label: Tlp) -> Said:
    """The person's own room, or a shared one, that may show it; else whom to ask."""
    own = store.directory.direct_room(call.person.id)
    if own.holds(label):
        return Said("below.own_room", where=Said(f"room.on.{own.platform}"))
    rooms = readable(store, call, call.person.id, label)
    return at(rooms[0]) if rooms else Said("below.some_room")
