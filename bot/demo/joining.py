"""In the demonstration everybody accepts the bot's invitations, as people would in their client."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from bot.demo.synapse import Synapse
from bot.matrix.platform import MatrixPlatform
from bot.matrix.settings import MatrixSettings
from bot.recording import Shown
from bot.rooms import Message


class Everybody:
    """Accepts invitations for the accounts of one homeserver, without a device of their own."""

    def __init__(self, synapse: Synapse, admin: str, password: str) -> None:
        self._url = synapse.url
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": admin},
            "password": password,
        }
        self._admin = self._ask("/_matrix/client/v3/login", body, None)["access_token"]
        self._tokens: dict[str, str] = {}

    async def join(self, room: str, account: str) -> None:
        """Accept the invitation of this account to this room."""
        await asyncio.to_thread(self._join, room, account)

    def _join(self, room: str, account: str) -> None:
        token = self._tokens.get(account)
        if token is None:
            path = f"/_synapse/admin/v1/users/{quote(account)}/login"
            token = self._tokens[account] = self._ask(path, {}, self._admin)["access_token"]
        self._ask(f"/_matrix/client/v3/join/{quote(room)}", {}, token)

    def _ask(self, path: str, body: dict[str, Any], token: str | None) -> dict[str, Any]:
        request = urllib.request.Request(self._url + path, json.dumps(body).encode())  # noqa: S310
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        # Never through a proxy: the homeserver is on this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as answer:
            found: dict[str, Any] = json.load(answer)
            return found


class JoinedMatrix(MatrixPlatform):
    """Matrix, where whoever is invited has accepted by the time the room is used."""

    def __init__(
        self, settings: MatrixSettings, everybody: Everybody, told: Callable[[Shown], None]
    ) -> None:
        super().__init__(settings)
        self._everybody = everybody
        self._told = told
        self.names: dict[str, str] = {}
        """What the terminal calls each room; a private one by its person."""
        self.people: dict[str, str] = {}
        """The person of each account."""

    async def send(self, room: str, message: Message) -> str:
        remote = await super().send(room, message)
        self._tell(room, remote, message)
        return remote

    async def edit(self, room: str, remote_id: str, message: Message) -> None:
        await super().edit(room, remote_id, message)
        self._tell(room, remote_id, message, edits=remote_id)

    def _tell(self, room: str, remote: str, message: Message, edits: str | None = None) -> None:
        name = self.names.get(room, room)
        self._told(Shown(name, remote, message.key, message.plain, message.thread, edits=edits))

    async def make_room(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        room = await super().make_room(name, topic, accounts)
        self.names[room] = name
        await asyncio.gather(*(self._everybody.join(room, account) for account in accounts))
        return room

    async def direct_room(self, account: str) -> str:
        room = await super().direct_room(account)
        self.names[room] = self.people[account]
        await self._everybody.join(room, account)
        return room
