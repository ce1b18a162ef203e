"""A person of the directory at an ordinary Matrix client: says, is told, and never twice."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.bot.matrix.person import MatrixPerson
from tests.bot.matrix.seen import Seen
from tests.stories.live_bot import LiveBot

DIRECT = "direct"


class Delegate:
    """Rooms are named as in the directory; `direct` is the room with the bot alone."""

    def __init__(self, id: str, client: MatrixPerson, bot: LiveBot) -> None:
        self.id, self.client, self._bot = id, client, bot
        self.rooms: dict[str, str] = {}

    async def joins(self, *rooms: str) -> None:
        """Accept the bot's invitations to these rooms."""
        for name in rooms:
            self.rooms[name] = await self._remote(name)
            await self.client.join(self.rooms[name])

    async def says(self, room: str, text: str, **more: Any) -> str:
        """Write; gives the event."""
        return await self.client.say(self.rooms[room], text, **more)

    async def asks_in_private(self, text: str) -> str:
        """Write to the bot alone; where there is no such room yet, this person makes it."""
        if DIRECT not in self.rooms:
            room = await self.client.room(self._bot.account, is_direct=True)
            await self.client.waits_for(room, self._bot.account)
            self.rooms[DIRECT] = room
        return await self.says(DIRECT, text)

    def told(self, room: str = DIRECT) -> list[Seen]:
        """What the bot said here, in order; not how its cards changed later."""
        seen = self.client.seen(self.rooms[room])
        return [m for m in seen if m.sender == self._bot.account and m.replaces is None]

    def edits(self, room: str) -> list[Seen]:
        """How what the bot had said here changed, in order."""
        seen = self.client.seen(self.rooms[room])
        return [m for m in seen if m.sender == self._bot.account and m.replaces is not None]

    def answers(self, event: str) -> list[Seen]:
        """What the bot answered to this message of the direct room."""
        return [message for message in self.told() if message.answers == event]

    def repeats(self, room: str = DIRECT) -> list[str]:
        """What the bot said here more than once."""
        said = Counter(message.body for message in self.told(room))
        return [body for body, times in said.items() if times > 1]

    @property
    def unread(self) -> list[str]:
        """The bot's messages that this person's client could not decrypt."""
        closed = [event for _, event in self.client._closed]
        return [event.event_id for event in closed if event.sender == self._bot.account]

    async def hears(
        self, words: str | Callable[[Seen], bool], room: str = DIRECT, timeout: float = 60
    ) -> Seen:
        """Wait until the bot says these words here, or edits them into a card."""
        if room not in self.rooms:
            await self.joins(room)
        fits = words if callable(words) else lambda m: words in m.body
        ours, place = self._bot.account, self.rooms[room]
        try:
            return await self.client.sees(place, lambda m: m.sender == ours and fits(m), timeout)
        except TimeoutError:
            heard = [f"{self.id} in {room} heard:", *(m.body for m in self.told(room))]
            raise AssertionError("\n".join([*heard, *self._bot.log[-8:]])) from None

    async def makes(self, room: str, line: str, kind: str) -> str:
        """Say a line that makes something; gives its id, which the private answer names."""
        before = len(self.told()) if DIRECT in self.rooms else 0
        await self.says(room, line)
        fresh = re.compile(rf"{kind}-[0-9A-Z]{{9}}")
        answer = await self.hears(
            lambda m: m in self.told()[before:] and fresh.search(m.body) is not None
        )
        return str(fresh.findall(answer.body)[0])

    async def answered(self, event: str) -> Seen:
        """Wait for the answer to this message of the direct room."""
        await self.hears(lambda m: bool(m in self.answers(event)))
        return self.answers(event)[0]

    async def _remote(self, name: str) -> str:
        """The room's id at the homeserver, once the bot has made it."""
        async with asyncio.timeout(30):
            while True:
                remote = await self._bot.look(lambda store: self._known(store, name))
                if remote is not None:
                    return remote
                await asyncio.sleep(0.1)

    def _known(self, store: Any, name: str) -> str | None:
        directory = store.directory
        room = directory.direct_room(self.id, "matrix") if name == DIRECT else directory.room(name)
        remote: str | None = room.remote
        return remote
