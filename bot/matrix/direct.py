"""Direct rooms: one encrypted room with each account, found again after a restart."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

from bot.matrix.http import Homeserver, path
from bot.matrix.joined import Joined
from bot.rooms import Impossible

log = logging.getLogger(__name__)


class DirectRooms:
    """Finds or makes the room in which nobody is but one account and us."""

    def __init__(self, server: Homeserver, joined: Joined, us: str) -> None:
        self._server, self._joined, self._us = server, joined, us
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._rooms: dict[str, str] = {}

    async def of(self, account: str) -> str:
        """The room with this account, invited to it if it is not there yet."""
        async with self._locks[account]:
            room = self._rooms.get(account)
            if room is None or room not in self._joined.alone_with(account):
                room = await self._listed(account) or await self._made(account)
                self._rooms[account] = room
            return room

    async def _listed(self, account: str) -> str | None:
        """A room that is there already: first one that our account's list names."""
        rooms = self._joined.alone_with(account)
        if len(rooms) < 2:
            return rooms[0] if rooms else None
        listed = (await self._list()).get(account, [])
        return next((room for room in listed if room in rooms), rooms[0])

    async def _made(self, account: str) -> str:
        state = {
            "m.room.encryption": {"algorithm": "m.megolm.v1.aes-sha2"},
            # The keys go to the invited person too, who may read what was said before joining.
            "m.room.history_visibility": {"history_visibility": "invited"},
            "m.room.guest_access": {"guest_access": "forbidden"},
        }
        wanted = {
            "preset": "private_chat",
            "is_direct": True,
            "invite": [account],
            "initial_state": [
                {"type": kind, "state_key": "", "content": content}
                for kind, content in state.items()
            ],
        }
        room = str((await self._server.ask("POST", path("createRoom"), wanted))["room_id"])
        await self._joined.anew(room)
        listed = await self._list()
        listed[account] = [room, *listed.get(account, [])]
        await self._server.ask("PUT", self._where(), listed)
        log.info("matrix.direct.made", extra={"room": room, "account": account})
        return room

    async def _list(self) -> dict[str, list[str]]:
        try:
            return await self._server.ask("GET", self._where())
        except Impossible:  # there is no list yet
            return {}

    def _where(self) -> str:
        return path("user", self._us, "account_data", "m.direct")
