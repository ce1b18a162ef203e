"""A homeserver's door that loses answers or refuses, as the test wishes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.demo.served import free_port

Spoil = Callable[[web.Request], web.Response | None]


class Door:
    """`lose` names requests whose answer never comes; `refuse` answers for the homeserver."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.url = ""
        self.lose: Callable[[str, str], bool] = lambda _method, _path: False
        self.refuse: Callable[[str, str], web.Response | None] = lambda _method, _path: None
        self.asked: list[tuple[str, str]] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.method, request.path))
        refusal = self.refuse(request.method, request.path)
        if refusal is not None:
            return refusal
        headers = {k: v for k, v in request.headers.items() if k != "Host"}
        async with (
            aiohttp.ClientSession() as http,
            http.request(
                request.method,
                self.behind + request.raw_path,
                data=await request.read(),
                headers=headers,
            ) as answer,
        ):
            content, status, kind = await answer.read(), answer.status, answer.content_type
        if self.lose(request.method, request.path) and request.transport is not None:
            request.transport.abort()
        return web.Response(body=content, status=status, content_type=kind)


@asynccontextmanager
async def door(behind: str) -> AsyncIterator[Door]:
    """A door before this homeserver, on a port of its own."""
    made = Door(behind)
    app = web.Application(client_max_size=1 << 26)
    app.router.add_route("*", "/{rest:.*}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    made.url = f"http://127.0.0.1:{port}"
    try:
        yield made
    finally:
        await runner.cleanup()
