"""Where somebody could say, or read, what may not stand in this room (T-10, DR-29)."""

from __future__ import annotations

from dataclasses import replace

from commands import post
from commands.call import Call
from commands.deployment import Deployment
from commands.line import Line, address
from commands.outcome import Page
from commands.post import Words
from commands.publish import private_room
from commands.seats import at, readable
from commands.speaker import CONSOLE
from commands.table import FORMS
from commands.whisper import WHISPERING, whispers
from coordination.parties import Room, Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.directory.rooms import BY_HAND
from storage.receipt import Receipt
from storage.store import Store

_ELSEWHERE = ("form.above_ceiling", "form.not_here", "form.not_in_full", "form.room_frozen")
"""Refusals of a room, after which a room that would do is named."""


def way(store: Store, call: Call, label: Tlp, deployment: Deployment, private: bool) -> Said:
    """The person's own room that may hold it, else a shared one in which the person sits."""
    own = private_room(store, call.person.id, label, deployment, call.room.platform)
    if own is not None and own.id != call.room.id:
        return Said("below.write_private", where=Said(f"room.on.{own.platform}"))
    rooms = readable(store, call, call.person.id, label, deployment.platforms)
    able = (r for r in rooms if r.id != call.room.id and (whispers(r) or not private))
    room = next(able, None)
    return Said("below.write_in", room=at(room)) if room else Said("below.ask_chair")


def reading(store: Store, call: Call, label: Tlp, deployment: Deployment) -> Said:
    """A shared room in which the person can read it."""
    rooms = readable(store, call, call.person.id, label, deployment.platforms)
    return Said("below.read_in", room=at(rooms[0])) if rooms else Said("below.ask_chair")


def elsewhere(store: Store, call: Call, here: Room, words: Words, deployment: Deployment) -> Words:
    """Answer in the direct room that may hold it, where there is one; what to say here instead."""
    other = private_room(store, call.person.id, words.label, deployment, call.room.platform)
    if other is None:
        where = reading(store, call, words.label, deployment)
        said = Said("form.answer_above_ceiling", label=words.label)
        if not here.trusted:
            said = Said("form.answer_room_frozen", label=words.label, reason=_why(store, here))
        return Words(Page(said, (where, *another(store, here))), Tlp.CLEAR)
    post.answer(store, call, other, words, None, "elsewhere")
    where = Said(f"room.on.{other.platform}")
    return Words(Page(Said("form.answer_elsewhere", label=words.label, where=where)), Tlp.CLEAR)


def too_sensitive(store: Store, receipt: Receipt, room: Room) -> Said:
    """Why the room may not hold what was typed: its ceiling, or that it has lost its trust."""
    if room.trusted:
        key = "form.not_here" if receipt.rule == "bare" else "form.above_ceiling"
        return Said(key, label=room.ceiling)
    return Said("form.room_frozen", reason=_why(store, room))


def _why(store: Store, room: Room) -> Said:
    """Why a room is frozen."""
    return Said(store.directory.distrust(room.id) or BY_HAND)


def another(store: Store, room: Room) -> tuple[Said, ...]:
    """Another private room in the place of one that lost its trust, where people can make one."""
    lost = not room.trusted and store.directory.distrust(room.id) != BY_HAND
    able = room.sees is Sees.DIRECT and room.platform not in (*WHISPERING, CONSOLE)
    return (Said("below.alone.matrix"),) if lost and able else ()


def with_way(
    store: Store, call: Call, receipt: Receipt, page: Page, deployment: Deployment
) -> Page:
    """The refusal with the person's own room in which it could be said (T-10, DR-29)."""
    if page.title.msgid not in _ELSEWHERE:
        return page
    form = address(Line(receipt.text.removeprefix("!")), FORMS)
    label = Tlp.highest((form.label, form.text_label)) if form else Tlp.AMBER_STRICT
    private = page.title.msgid == "form.not_in_full"
    label = Tlp.AMBER_STRICT if private else label
    ways = (way(store, call, label, deployment, private), *another(store, call.room))
    return replace(page, lines=(*ways, *page.lines))
