"""Words in the operators' room: each event once when it begins and once when it is over.

They go through the outbox like everything else. Where the database cannot take them, they are
shown at once, without it, in the rooms that were known last.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.render.pages import text
from bot.render.reader import Reader
from bot.rooms import Message, Platform
from bot.steady import Now
from commands.answer import alert
from commands.deployment import Deployment
from coordination.parties import Sees
from coordination.said import Said
from storage.database import Database, Unavailable
from storage.store import Store

_log = logging.getLogger("comity.operators")
AT_MOST, WITHIN = 20, timedelta(minutes=10)
"""More words than this in such a time help nobody: the last says so, the rest is only logged."""


@dataclass(frozen=True)
class _Place:
    platform: str
    remote: str
    reader: Reader


class Operators:
    """Tells those who run the bot what happened to it."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        deployment: Deployment,
        now: Now,
        made: asyncio.Event,
    ) -> None:
        self._database, self._platforms = database, platforms
        self._deployment, self._now, self._made = deployment, now, made
        self._going_on: dict[str, datetime] = {}
        self._said: deque[datetime] = deque()
        self._places: tuple[_Place, ...] = ()

    def going_on(self, event: str) -> bool:
        """Whether we said that this event began, and not yet that it is over."""
        return event in self._going_on

    async def during(self, event: str, happening: bool, begun: Said, over: Said) -> bool:
        """Say when this event begins, and when it is over; whether either was just now."""
        if happening == (event in self._going_on):
            return False
        if happening:
            self._going_on[event] = self._now()
            await self.say(begun, event)
        else:
            since = self._going_on.pop(event)
            await self.say(over, f"{event}:over:{since.isoformat()}")
        return True

    async def say(self, said: Said, event: str) -> None:
        """Say it once; `event` names it in the outbox together with this instant."""
        now = self._now()
        extra = {"event": event, "said": said.msgid}
        while self._said and self._said[0] < now - WITHIN:
            self._said.popleft()
        if len(self._said) >= AT_MOST:
            _log.warning("operators_not_told", extra=extra)
            return
        self._said.append(now)
        if len(self._said) == AT_MOST:
            _log.warning("operators_not_told", extra=extra)
            said, event = Said("operators.enough", n=AT_MOST), "enough"
            extra = {"event": event, "said": said.msgid}
        _log.warning("operators_told", extra=extra)
        key = f"{event}:{now.isoformat()}"
        try:
            await self._database.run(lambda store: alert(store, said, key, now, self._deployment))
            self._made.set()
        except Unavailable:
            await self._directly(said, key)

    async def look(self) -> None:
        """Remember where operators can be reached, for when the database is away."""
        self._places = await self._database.run(self._known)

    def _known(self, store: Store) -> tuple[_Place, ...]:
        rooms = (one for one in store.directory.rooms() if one.sees is Sees.OPERATORS)
        return tuple(
            _Place(one.platform, one.remote, Reader(one.language))
            for one in rooms
            if one.remote and one.platform in self._platforms
        )

    async def _directly(self, said: Said, key: str) -> None:
        for place in self._places:
            words = text(said, place.reader)
            message = Message(key=key, plain=words, html="")
            try:
                await self._platforms[place.platform].send(place.remote, message)
            except Exception as fault:  # noqa: BLE001 - nobody can be told; the log has it
                _log.warning("operators_not_reached", extra={"fault": type(fault).__name__})
