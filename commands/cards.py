"""Live cards: their words are made from the newest state at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commands.outcome import Page
from commands.seats import at
from coordination.parties import Room
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@dataclass(frozen=True)
class Face:
    """What a card shows in one room, and the label of just that."""

    page: Page
    label: Tlp


Builder = Callable[[Store, str, Room], Face | None]
"""Makes a card's face from the thing's id for one room; None when the room may not see it."""


def content_free(kind: str, identifier: str, where: Said | None) -> Page:
    """The card for a room below the label: that there is something, and where to read it."""
    sign = Said(f"card.sign.{kind}")
    if where is None:
        return Page(Said("card.below_nowhere", sign=sign, id=identifier))
    return Page(Said("card.below", sign=sign, id=identifier, room=where))


def face(builders: dict[str, Builder], store: Store, key: str, room: Room) -> Face | None:
    """A card as a room may see it, cut to its ceiling; None when nothing may be shown."""
    kind, _, identifier = key.partition(":")
    made = builders[kind](store, identifier, room)
    if made is None:
        return None
    if made.label.fits(room.ceiling) and room.trusted:
        return made
    where = reading_room(store, room, made.label)
    if where is None and not room.trusted:
        sign = Said(f"card.sign.{kind}")
        return Face(Page(Said("card.frozen", sign=sign, id=identifier)), Tlp.CLEAR)
    return Face(content_free(kind, identifier, where), Tlp.CLEAR)


def reading_room(store: Store, room: Room, label: Tlp) -> Said | None:
    """A room of the same group and kind where this may be read: on the same platform first."""
    others = store.directory.rooms(room.group) if room.group else ()
    able = [one for one in others if one.sees is room.sees and one.trusted and one.holds(label)]
    able.sort(key=lambda one: one.platform != room.platform)
    return at(able[0]) if able else None
