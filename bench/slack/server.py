"""As much of Slack as the bench needs: who an app is and who is in its channels; it shows all."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

TEAM, USER, ROOM = "T0COMITY", "U0CA1", "C0STATES"
PEOPLE = (USER, "U0AU1", "U0IL1", "U0NL1", "U0ANOUK")
SECRET = "s" * 32
_IDENTITY = {"ok": True, "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "url": "-"}


class Server:
    """Answers over HTTP; envelopes go over the connections of the side that opened them."""

    def __init__(self) -> None:
        self.url = ""
        self._shown = count()
        self.links: dict[str, list[web.WebSocketResponse]] = defaultdict(list)
        self.answers: list[str] = []
        """Whom a private answer was shown to, in order."""
        self._waiting: dict[str, asyncio.Future[None]] = {}

    async def connected(self, who: str, number: int) -> None:
        """Wait until this side has so many connections."""
        async with asyncio.timeout(30):
            while len(self.links[who]) < number:
                await asyncio.sleep(0.02)

    async def give(self, socket: web.WebSocketResponse, name: str, text: str) -> None:
        """Put an envelope on a connection; returns when it is acknowledged."""
        answer = self._waiting[name] = asyncio.get_running_loop().create_future()
        await socket.send_str(text)
        await answer

    async def api(self, request: web.Request) -> web.Response:
        match request.match_info["method"]:
            case "auth.test":
                return web.json_response(_IDENTITY)
            case "apps.connections.open":
                who = request.headers["Authorization"].rpartition("-")[2]
                address = f"{self.url.replace('http', 'ws')}/link?who={who}"
                return web.json_response({"ok": True, "url": address})
        told = {key: str(value) for key, value in (await request.post()).items()}
        return web.json_response({"ok": True, **self._done(request.match_info["method"], told)})

    def _done(self, method: str, told: dict[str, str]) -> dict[str, Any]:
        """A private channel with these people alone; whatever is said is shown."""
        channel = told.get("channel", "")
        match method:
            case "conversations.open":
                return {"channel": {"id": f"D{told['users']}"}}
            case "conversations.info":
                return {"channel": {"id": channel, "is_private": True}}
            case "conversations.members":
                inside = (channel.removeprefix("D"),) if channel.startswith("D") else PEOPLE
                return {"members": ["U0BOT", *inside]}
            case "users.info":
                return {"user": {"id": told["user"], "team_id": TEAM}}
            case "chat.postEphemeral":
                self.answers.append(told["user"])
                return {"message_ts": f"1.{len(self.answers):06}"}
        return {"ts": f"2.{next(self._shown):06}", "messages": []}

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.links[request.query["who"]].append(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._waiting.pop(json.loads(message.data)["envelope_id"]).set_result(None)
        return socket


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """On a free port of the loopback, for as long as the block lasts."""
    made, app = Server(), web.Application()
    app.router.add_route("*", "/api/{method}", made.api)
    app.router.add_get("/link", made.link)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield made
    finally:
        await runner.cleanup()
