"""The server's web page, as it is sent to a browser: what stands in each channel, and the forms."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

import aiohttp

HOME_APP = "A0COMITY"


class Page:
    """Keeps up with the page; the people of a test look at it and act on it.

    The server has one form for everybody at a time: whoever opens one holds `turn`.
    """

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self._url, self._http = url, http
        self.channels: dict[str, dict[str, Any]] = {}
        self.messages: dict[str, dict[str, dict[str, Any]]] = {}
        self.forms: list[dict[str, Any]] = []
        self.errors: dict[str, str] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.changes = 0
        """How often a form was shown, changed, refused or closed."""
        self.turn = asyncio.Lock()
        self._news = asyncio.Condition()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reading: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Load the page; returns when it shows what is there."""
        self._socket = await self._http.ws_connect(f"{self._url}/ui", max_msg_size=0)
        self._take(await self._socket.receive_json())
        self._reading = asyncio.create_task(self._read(self._socket))

    async def close(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
        if self._socket is not None:
            await self._socket.close()

    async def control(self, path: str, **body: Any) -> dict[str, Any]:
        """Act; returns when the bot has answered, or had its time."""
        async with self._http.post(f"{self._url}/_control/{path}", json=body) as reply:
            found: dict[str, Any] = await reply.json()
            assert found.get("ok"), (path, body, found)
            return found

    async def act(self, what: str, **more: Any) -> None:
        """Act as the page's own buttons do."""
        assert self._socket is not None
        await self._socket.send_json({"t": what, **more})

    async def until(self, true: Callable[[], bool], timeout: float = 30) -> None:
        """Wait until the page shows it."""
        async with asyncio.timeout(timeout), self._news:
            while not true():
                if self._reading is not None and self._reading.done():
                    raise AssertionError("the page's connection has ended")
                await self._news.wait()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            self._take(json.loads(message.data))
            async with self._news:
                self._news.notify_all()

    def _take(self, told: dict[str, Any]) -> None:
        match told["t"]:
            case "init":
                self._all(told["state"])
            case "message" | "message_update":
                one = told["message"]
                self.messages.setdefault(one["channel"], {})[one["ts"]] = one
            case "message_delete":
                self.messages.get(told["channel"], {}).pop(told["ts"], None)
            case "channel":
                self.channels[told["channel"]["id"]] = told["channel"]
            case "view":
                self.forms, self.errors = told["stack"], {}
                self.changes += 1
            case "view_errors":
                self.errors = told["errors"] or {}
                self.changes += 1
            case "home":
                self.homes[told["user"]] = told["view"]

    def _all(self, state: dict[str, Any]) -> None:
        self.channels = {one["id"]: one for one in state["channels"]}
        for channel, messages in state["messages"].items():
            self.messages[channel] = {one["ts"]: one for one in messages}
        self.forms = state["modalStack"]
        self.homes = {user: views[HOME_APP] for user, views in state["homeViews"].items()}
