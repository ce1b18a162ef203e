"""Socket Mode: the connections that the bot has open, each envelope on one of them."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from collections.abc import Awaitable
from typing import Any

from aiohttp import WSMsgType, web

from bot.demo.slack.workspace import APP

MOST = 10
"""Connections that Slack allows an app."""


class Links:
    """Tickets are given by `apps.connections.open`; each opens one connection."""

    def __init__(self) -> None:
        self.open: list[web.WebSocketResponse] = []
        self.opened = 0
        """How many connections there have been."""
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = itertools.count()
        self.news = asyncio.Condition()

    def ticket(self) -> str:
        """A ticket for one connection."""
        made = secrets.token_hex(8)
        self._tickets.add(made)
        return made

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One connection, until either side ends it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self.open) >= MOST:
            raise web.HTTPForbidden
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.open.append(socket)
        self.opened += 1
        hello = {"type": "hello", "num_connections": len(self.open)}
        about = {"host": "applink", "approximate_connection_time": 3600}
        await socket.send_json(hello | {"connection_info": {"app_id": APP}, "debug_info": about})
        await self._told()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            self.open.remove(socket)
            await self._told()
        return socket

    async def give(
        self, envelope: dict[str, Any], patience: float, on: web.WebSocketResponse | None = None
    ) -> Any | None:
        """Put an envelope on this connection, or the next in turn; the answer, None without one."""
        if not self.open:
            return None
        socket = on or self.open[next(self._turn) % len(self.open)]
        return await self.hears(envelope["envelope_id"], patience, socket.send_json(envelope))

    async def hears(
        self, envelope: str, patience: float, after: Awaitable[None] | None = None
    ) -> Any | None:
        """The bot's next answer to an envelope, once this is done; None when none came in time."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting[envelope] = answer
        try:
            if after is not None:
                await after
            return await asyncio.wait_for(answer, patience)
        except (TimeoutError, ConnectionError):
            return None
        finally:
            self._waiting.pop(envelope, None)

    async def connected(self, number: int, timeout: float = 30) -> None:
        """Wait until the bot has so many connections."""
        async with asyncio.timeout(timeout), self.news:
            await self.news.wait_for(lambda: len(self.open) >= number)

    async def refresh(self) -> None:
        """Ask the bot to open new connections, as Slack does every few hours, and end these."""
        for socket in list(self.open):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await asyncio.sleep(0.2)
        self.drop()

    def drop(self) -> None:
        """Cut every connection, without a word."""
        for socket in list(self.open):
            transport = socket._req.transport if socket._req is not None else None
            if transport is not None:
                transport.abort()

    def _heard(self, text: str) -> None:
        said = json.loads(text)
        waiting = self._waiting.get(said.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(said.get("payload") or {})

    async def _told(self) -> None:
        async with self.news:
            self.news.notify_all()
