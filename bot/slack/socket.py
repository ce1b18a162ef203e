"""Socket Mode: two connections, so that one may be renewed while the other hears."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from typing import Any

import aiohttp
from msgspec import Raw
from msgspec.json import encode
from slack_bolt.response import BoltResponse

from bot.rooms import Busy, Impossible, Unclear
from bot.slack.app import Front
from bot.slack.calls import Web
from bot.slack.incoming import read

log = logging.getLogger(__name__)
CONNECTIONS = 2
_TEXT = aiohttp.WSMsgType.TEXT
BEAT = 10.0
"""Seconds between two pings; a connection without an answer is given up."""
LONGEST = 30.0
FINISHING = 3.0
"""Seconds that what was begun on a connection has to be acknowledged on it."""


class Sockets:
    """Keeps connections to Slack open until cancelled."""

    def __init__(self, web: Web, app: Front, moved: Callable[[], None]) -> None:
        self._web, self._app, self._moved = web, app, moved
        self.heard = 0
        """How many connections hear now; `moved` is called whenever that changes."""

    async def serve(self) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                for number in range(CONNECTIONS):
                    tasks.create_task(self._keep(number))
        finally:
            await self._web.close()

    async def _keep(self, number: int) -> None:
        """One connection, made again whenever it ends."""
        failures = 0
        while True:
            try:
                greeted = await self._one(number)
                failures = 0 if greeted else failures + 1
                reason = "closed"
            except (Busy, Unclear, Impossible, aiohttp.ClientError, OSError, TimeoutError) as fault:
                failures += 1
                reason = getattr(fault, "code", type(fault).__name__)
                if isinstance(fault, Busy):
                    await asyncio.sleep(min(fault.seconds, LONGEST))
            seconds = min(0.1 * 2**failures, LONGEST) if failures else 0.0
            extra = {"connection": number, "reason": reason, "seconds": seconds}
            log.info("slack.socket.again", extra=extra)
            await asyncio.sleep(seconds * random.uniform(0.5, 1.0))  # noqa: S311 - jitter

    async def _one(self, number: int) -> bool:
        """Hear until Slack closes it or asks us to; whether Slack had greeted us."""
        address = str((await self._web.ask("apps.connections.open"))["url"])
        session, greeted = self._web.session(), False
        begun: set[asyncio.Task[None]] = set()
        async with session.ws_connect(address, heartbeat=BEAT, proxy=self._web.proxy) as socket:
            try:
                async for message in socket:
                    said = read(message.data) if message.type is _TEXT else {}
                    if envelope := said.get("envelope_id"):
                        answering = asyncio.create_task(self._answer(socket, envelope, said))
                        begun.add(answering)  # not by its envelope: the same one may come twice
                        answering.add_done_callback(begun.discard)
                    elif said.get("type") == "hello":
                        greeted, self.heard = True, self.heard + 1
                        self._moved()
                        log.info("slack.socket", extra={"connection": number})
                    elif said.get("type") == "disconnect":
                        log.info("slack.socket.leaving", extra={"reason": said.get("reason")})
                        break
                if begun:
                    await asyncio.wait(begun, timeout=FINISHING)
            except asyncio.CancelledError:
                for task in begun:
                    task.cancel()
                raise
            finally:
                self.heard -= greeted
                self._moved()
        return greeted

    async def _answer(
        self, socket: aiohttp.ClientWebSocketResponse, envelope: str, said: dict[str, Any]
    ) -> None:
        """Acknowledge where it came from; what is not acknowledged comes again."""
        answer = await self._app.take(said.get("payload") or {})
        if answer.status == 200:
            await _acknowledged(socket, envelope, answer)


async def _acknowledged(
    socket: aiohttp.ClientWebSocketResponse, envelope: str, answer: BoltResponse
) -> None:
    told: dict[str, Any] = {"envelope_id": envelope}
    if answer.body:
        json = answer.body.startswith("{")
        told["payload"] = Raw(answer.body.encode()) if json else {"text": answer.body}
    try:
        await socket.send_frame(encode(told), _TEXT)
    except (ConnectionError, aiohttp.ClientError, RuntimeError):
        log.warning("slack.socket.unacknowledged", extra={"envelope": envelope})
