"""The rooms we are in, as their state events describe them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.matrix.facts import NOT_JOINED, RoomFacts
from bot.matrix.http import Homeserver, path
from bot.rooms import Impossible, Security


class Joined:
    """Facts by room id; a room that no sync has brought yet is asked for."""

    def __init__(self, server: Homeserver, us: str, allowed: frozenset[str]) -> None:
        self._server, self._us, self._allowed = server, us, allowed
        self._rooms: dict[str, RoomFacts] = {}
        self._told: dict[str, Security] = {}
        self._touched: set[str] = set()

    def learn(self, room: str, events: Iterable[dict[str, Any]]) -> bool:
        """Take in state events, oldest first; says whether the membership changed."""
        facts = self._rooms.setdefault(room, RoomFacts())
        self._touched.add(room)
        changed = [facts.learn(event) for event in events if "state_key" in event]
        return any(changed)

    def forget(self, room: str) -> None:
        self._rooms.pop(room, None)
        self._touched.add(room)

    def facts(self, room: str) -> RoomFacts | None:
        return self._rooms.get(room)

    async def ensure(self, room: str) -> RoomFacts:
        """The facts of a room we are in; raises Impossible when we are not."""
        if room not in self._rooms:
            state = await self._asked(room)
            if room not in self._rooms:
                self.learn(room, state)
            self._in(room)
        return self._rooms[room]

    async def anew(self, room: str) -> bool:
        """Learn how a room is now: a sync may bring it incomplete, or as it was.

        Says whether the membership changed. Raises Busy, Unclear or, when we are not in it,
        Impossible.
        """
        changed = self.learn(room, await self._asked(room))
        self._in(room)
        return changed

    async def _asked(self, room: str) -> list[dict[str, Any]]:
        answer = await self._server.ask("GET", path("rooms", room, "state"))
        return list(answer.get("list", ()))

    def _in(self, room: str) -> None:
        if self._rooms[room].members.get(self._us) != "join":
            self.forget(room)  # who has left may still read how the room was then
            raise Impossible("M_FORBIDDEN")

    async def security(self, room: str) -> Security:
        try:
            await self.ensure(room)
        except Impossible:
            return NOT_JOINED
        return self.now(room)

    def now(self, room: str) -> Security:
        """What is known without asking."""
        facts = self._rooms.get(room)
        return facts.security(self._allowed) if facts else NOT_JOINED

    def changes(self) -> list[tuple[str, Security]]:
        """The rooms of which something else is known than was told last."""
        current = {room: self.now(room) for room in self._touched}
        found = {
            room: now for room, now in current.items() if self._told.get(room, NOT_JOINED) != now
        }
        self._touched = set(found)
        return list(found.items())

    def untold(self, room: str) -> bool:
        """Whether something is known of the room at which nobody has looked yet."""
        return room in self._touched and self._told.get(room, NOT_JOINED) != self.now(room)

    def told(self, room: str, security: Security) -> None:
        """Somebody has looked at this; what became known meanwhile is told next."""
        self._told[room] = security
        if self.now(room) == security:
            self._touched.discard(room)

    def alone_with(self, account: str) -> list[str]:
        """The encrypted rooms in which nobody is but this account and us."""
        return sorted(
            room
            for room, facts in self._rooms.items()
            if facts.alone_with(account, self._us) and facts.security(self._allowed).safe
        )
