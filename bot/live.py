"""Live cards change in place: the newest state, at most every few seconds, always the last one."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.metrics import Metrics, seconds
from bot.render.worded import worded
from bot.rooms import Impossible, Message, Platform
from bot.showing import digest
from bot.steady import Now
from bot.whom import reader
from commands.board import BUILDERS
from commands.cards import face
from commands.post import card_at_last
from storage.card import LiveCard
from storage.database import Database
from storage.store import Store

_log = logging.getLogger("comity.live")

AGAIN = timedelta(seconds=2)
"""When an edit that a platform did not take is tried again."""
TOGETHER = 8
"""So many cards at most are looked at in one transaction: nobody else can write meanwhile."""
Words = tuple[str, str, Message]
"""A platform, a room by its remote id, and what a card says there."""
Dirty = dict[str, list[LiveCard]]
"""Cards whose change has waited long enough, by platform."""
Next = tuple[int, Words | None]
Over = tuple[LiveCard, str | None] | None
"""A card and the face that its room sees now, where it was edited."""
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
        metrics: Metrics | None = None,
    ) -> None:
        """`wait`: how long a change waits for the next one; none where nobody is disturbed."""
        self._database = database
        self._platforms = platforms
        self._now = now
        self._wait = wait
        self._metrics = metrics or Metrics()
        self._retry: dict[tuple[str, str], datetime] = {}

    def next_at(self, store: Store) -> datetime | None:
        """When the next card may be edited; None when none has changed."""
        since = store.cards.next_at()
        if since is None:
            return None
        # Other cards may have changed since: whoever waits long holds up nobody else.
        held = min((*self._retry.values(), self._now() + AGAIN)) if self._retry else since
        return max(since + self._wait, held)

    async def all(self, ready: Dirty, platforms: Collection[str] | None = None) -> None:
        """Edit every card whose change has waited long enough.

        Cards on other platforms than these stay as they are, until their platform is there.
        """
        for cards in ready.values():
            await self.edit(cards, platforms)

    def ready(self, store: Store) -> Dirty:
        """Those to be edited now."""
        now = self._now()
        found: Dirty = {}
        for card in store.cards.dirty(now, self._wait):
            if self._retry.get((card.key, card.room), now) <= now:
                room = store.directory.room(card.room)
                found.setdefault(room.platform if room else "", []).append(card)
        return found

    async def edit(self, cards: list[LiveCard], platforms: Collection[str] | None = None) -> None:
        """Edit these, one after the other; what needs no edit is settled on the way."""
        shown: Over = None
        while cards:
            over, upto = shown, cards[:TOGETHER]

            def step(store: Store, over: Over = over, upto: list[LiveCard] = upto) -> Next:
                self._settle(store, over)
                return self._next(store, upto)

            done, words = await self._database.run(step)
            shown, cards = None, cards[done:]
            if words is not None:
                shown = await self._edited(cards.pop(0), words, platforms)
        if shown is not None:
            last = shown
            await self._database.run(lambda store: self._settle(store, last))

    def _appear(self, store: Store, card: LiveCard) -> None:
        """Show a card for the first time, if its room may see something of it by now."""
        room = store.directory.room(card.room)
        served = room is not None and room.platform in self._platforms
        if room is None or not served or face(BUILDERS, store, card.key, room) is None:
            store.cards.hidden(card.key, card.room, card.version)
        else:
            card_at_last(store, card, room, self._now())

    def _next(self, store: Store, cards: list[LiveCard]) -> Next:
        """How many need no edit, which are settled; and the words of the one after them."""
        for number, card in enumerate(cards):
            if card.remote_id is None:
                self._appear(store, card)
                continue
            found = self._message(store, card)
            if found is not None and digest(found[2]) != card.face:
                return number, found
            self._settle(store, (card, card.face))
        return len(cards), None

    async def _edited(
        self, card: LiveCard, words: Words, platforms: Collection[str] | None
    ) -> Over:
        """The card and its face now; None where it is tried again."""
        away = platforms is not None and words[0] not in platforms
        wait = AGAIN if away else await self._shown(card, *words)
        if wait is not None:
            self._retry[card.key, card.room] = self._now() + wait
            return None
        return card, digest(words[2])

    def _settle(self, store: Store, over: Over) -> None:
        if over is not None:
            card, face = over
            self._retry.pop((card.key, card.room), None)
            store.cards.shown(card.key, card.room, card.remote_id or "", card.version, face)

    async def _shown(
        self, card: LiveCard, platform: str, room: str, message: Message
    ) -> timedelta | None:
        """None where the platform has taken the edit, or never will; else when to try again."""
        outcome, wait = "edited", None
        try:
            await self._platforms[platform].edit(room, card.remote_id or "", message)
        except Impossible:
            _log.warning("card_not_edited", extra={"card": card.key, "room": card.room})
            outcome = "impossible"
        except Exception as fault:  # noqa: BLE001 - the card stays dirty and is tried again
            outcome = type(fault).__name__.lower()
            wait = max(AGAIN, timedelta(seconds=getattr(fault, "seconds", 0)))
            _log.warning("card_edit_failed", extra={"card": card.key, "fault": outcome})
        self._metrics.edits.labels(platform, outcome).inc()
        if outcome == "edited":
            delay = seconds(self._now(), card.dirty_at)
            self._metrics.editing.labels(platform).observe(delay)
        return wait

    def _message(self, store: Store, card: LiveCard) -> Words | None:
        """The card's newest words for its room; None when the room may not see it any more."""
        room = store.directory.room(card.room)
        if room is None or room.remote is None or room.platform not in self._platforms:
            return None
        shown = face(BUILDERS, store, card.key, room)
        if shown is None:
            return None
        words_for = replace(reader(store, room), now=self._now())
        words = worded(shown.page, words_for, room.platform)[0]
        key = f"{card.key}:{card.room}:{card.version}"
        label = shown.label.value
        message = Message(key, words.plain, words.html, label=label, blocks=words.blocks)
        return room.platform, room.remote, message
