"""A room that has lost its trust by itself: whoever is in it hears so there, and why (T-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands import post
from commands.answer import NOBODY
from commands.call import Call
from commands.deployment import Deployment
from commands.outcome import Button, Page
from commands.placed import another
from commands.post import Words
from commands.room import KEEPERS
from commands.seats import members
from commands.speaker import CLOCK
from coordination.parties import Room, Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_ABSENT = "room.not_joined"


def tell(
    store: Store, room: Room, reasons: tuple[str, ...], at: datetime, deployment: Deployment
) -> None:
    """Say it in the room, which holds nothing sensitive; whoever can approve it is mentioned.

    In a private room it is said where its person can make another.
    """
    if room.platform not in deployment.platforms or _ABSENT in reasons:
        return
    said = Said("room.notice.lost", reasons=tuple(map(Said, reasons)))
    approve = Button(Said("room.act.approve"), f"room approve {room.id}")
    page = Page(said, (Said("room.notice.until"),), (approve,))
    if room.sees is Sees.DIRECT:
        page = Page(said, another(store, replace(room, trusted=False)))
        if not page.lines:  # there is nothing that its person could do
            return
    group = store.directory.group(room.group) if room.group else None
    call = Call(CLOCK, (), group or NOBODY, room, at, event=f"lost:{room.id}:{at.isoformat()}")
    words = Words(page, Tlp.CLEAR, _keepers(store, room, at))
    post.message(store, call, room, words, "lost")


def _keepers(store: Store, room: Room, at: datetime) -> tuple[str, ...]:
    """Whoever is in a shared room and may approve it."""
    if room.group is None or room.sees is Sees.DIRECT:
        return ()
    hats = store.directory.credentials_of(room.group, at)
    able = {hat.person for hat in hats if hat.role in KEEPERS}
    return tuple(person for person in members(store, room, at) if person in able)
