"""Live cards change in place: the newest state, at most every few seconds, always the last one."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.deliver import PREFIX, digest
from bot.receive import Now
from bot.render.pages import split
from bot.rooms import Impossible, Message, Platform
from bot.whom import reader
from commands.board import BUILDERS
from commands.cards import face
from storage.card import LiveCard
from storage.database import Database
from storage.store import Store

_log = logging.getLogger("comity.live")

COALESCE = timedelta(seconds=1.5)
"""How long a change waits for the next one before the card is edited."""


class Live:
    """Edits the cards that have changed."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        now: Now,
        wait: timedelta = COALESCE,
    ) -> None:
        """`wait`: how long a change waits for the next one; none where nobody is disturbed."""
        self._database = database
        self._platforms = platforms
        self._now = now
        self._wait = wait
        self._retry: dict[tuple[str, str], datetime] = {}

    async def next_at(self) -> datetime | None:
        """When the next card may be edited; None when none has changed."""
        since = await self._database.run(lambda store: store.cards.next_at())
        return since + self._wait if since else None

    async def once(self) -> bool:
        """Edit every card whose change has waited long enough; whether there was any."""
        now = self._now()
        cards = await self._database.run(lambda store: store.cards.dirty(now, self._wait))
        ready = [card for card in cards if self._retry.get((card.key, card.room), now) <= now]
        for card in ready:
            await self._edit(card)
        return bool(ready)

    async def _edit(self, card: LiveCard) -> None:
        found = await self._database.run(lambda store: self._message(store, card))
        face = digest(found[2]) if found is not None else card.face
        if found is not None and face != card.face:
            platform, remote_room, message = found
            try:
                await self._platforms[platform].edit(remote_room, card.remote_id or "", message)
            except Impossible:
                _log.warning("card_not_edited", extra={"card": card.key, "room": card.room})
            except Exception as fault:  # noqa: BLE001 - the card stays dirty and is tried again
                extra = {"card": card.key, "fault": type(fault).__name__}
                _log.warning("card_edit_failed", extra=extra)
                self._retry[card.key, card.room] = self._now() + timedelta(seconds=5)
                return
        self._retry.pop((card.key, card.room), None)
        await self._database.run(
            lambda store: store.cards.shown(
                card.key, card.room, card.remote_id or "", card.version, face
            )
        )

    def _message(self, store: Store, card: LiveCard) -> tuple[str, str, Message] | None:
        """The card's newest words for its room; None when the room may not see it any more."""
        room = store.directory.room(card.room)
        if room is None or room.remote is None or room.platform not in self._platforms:
            return None
        page = face(BUILDERS, store, card.key, room)
        if page is None:
            return None
        words = split(page, reader(store, room), PREFIX.get(room.platform, ""))[0]
        key = f"{card.key}:{card.room}:{card.version}"
        return room.platform, room.remote, Message(key, words.plain, words.html)
