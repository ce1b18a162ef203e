"""Rooms of the directory that are not there yet are made, and those who belong are invited."""

from __future__ import annotations

import logging

from bot.render.pages import text
from bot.render.reader import Reader
from bot.rooms import Busy, Impossible, Platform, Unclear
from bot.steady import Now
from commands.seats import members
from coordination.parties import Room
from coordination.said import Said
from storage.database import Database
from storage.store import Store

_log = logging.getLogger("comity.furnish")


async def furnish(database: Database, platform: Platform, now: Now) -> None:
    """Make and fill the platform's rooms; what fails is logged and done at the next start."""
    rooms = await database.run(
        lambda store: [r for r in store.directory.rooms() if r.platform == platform.name]
    )
    for room in rooms:
        try:
            await _furnished(database, platform, room, now)
        except (Busy, Unclear, Impossible) as fault:
            extra = {"room": room.id, "fault": type(fault).__name__}
            _log.warning("room_not_furnished", extra=extra)


async def _furnished(database: Database, platform: Platform, room: Room, now: Now) -> None:
    accounts = await database.run(lambda store: _accounts(store, room, now))
    if room.remote is None:
        topic = text(Said("room.topic", label=room.ceiling), Reader(room.language))
        remote = await platform.make_room(room.name, topic, accounts)
        await database.run(lambda store: store.directory.remember_remote(room.id, remote))
        # What the platform told of the room while nobody knew it was lost on us.
        known = await platform.security(remote)
        await database.run(lambda store: store.directory.note_security(room.id, known.reasons))
        return
    for account in accounts:
        await platform.invite(room.remote, account)


def _accounts(store: Store, room: Room, now: Now) -> tuple[str, ...]:
    people = members(store, room, now())
    found = (store.directory.account_of(person, room.platform) for person in people)
    return tuple(account for account in found if account)
