"""A door between the bot and its homeserver: it can hold what passes, or be shut, and counts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import aiohttp
from aiohttp import web

from bot.demo.served import free_port


@dataclass(frozen=True)
class Passing:
    """A request of the bot; with the homeserver's `answer`, once there is one."""

    method: str
    path: str
    body: bytes
    answer: bytes | None = None

    def shows(self, room: str, kind: str = "m.room.encrypted") -> bool:
        """Whether the bot shows something in this room."""
        return self.method == "PUT" and f"/rooms/{room}/send/{kind}/" in self.path

    def brings(self, room: str) -> bool:
        """Whether the answer tells the bot of something sealed that was said in this room."""
        if self.answer is None or not self.path.endswith("/sync"):
            return False
        return room.encode() in self.answer and b'"m.room.encrypted"' in self.answer


Fits = Callable[[Passing], bool]


@dataclass
class Held:
    """What fits waits here: before the homeserver sees it, or with the homeserver's answer."""

    fits: Fits
    answered: bool
    first: Passing | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    passes: asyncio.Event = field(default_factory=asyncio.Event)
    dropped: bool = False

    async def caught(self) -> Passing:
        """Wait until something is held; gives the first."""
        async with asyncio.timeout(120):
            await self.reached.wait()
        assert self.first is not None
        return self.first

    async def wait(self, passing: Passing) -> bool:
        """Whether it may pass, at last."""
        self.first = self.first or passing
        self.reached.set()
        await self.passes.wait()
        return not self.dropped


class Door:
    """Everything passes, unless it is held; `asked` are the requests that reached us."""

    def __init__(self, behind: str, url: str, http: aiohttp.ClientSession) -> None:
        self.behind, self.url = behind, url
        self.asked: list[tuple[str, str]] = []
        self._http = http
        self._held: list[Held] = []
        self._passing: set[asyncio.Task[web.StreamResponse]] | None = set()

    @asynccontextmanager
    async def shut(self) -> AsyncIterator[None]:
        """To the bot the homeserver is gone, with all that was under way."""
        passing, self._passing = self._passing, None
        for one in passing or ():
            one.cancel()
        try:
            yield
        finally:
            self._passing = set()

    def hold_request(self, fits: Fits) -> Held:
        """From now on, what fits does not reach the homeserver."""
        return self._hold(Held(fits, answered=False))

    def hold_answer(self, fits: Fits) -> Held:
        """From now on, what fits is done, but the bot is not told."""
        return self._hold(Held(fits, answered=True))

    def release(self, held: Held) -> None:
        """What is held goes on, and what fits is held no more."""
        self._held.remove(held)
        held.passes.set()

    def drop(self) -> None:
        """What is held never passes; what comes later does."""
        held, self._held = self._held, []
        for one in held:
            one.dropped = True
            one.passes.set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Pass one request on, and its answer back."""
        self.asked.append((request.method, request.path))
        if self._passing is None:
            raise _gone(request)
        passing, task = self._passing, asyncio.create_task(self._passed(request))
        passing.add(task)
        try:
            return await task
        except asyncio.CancelledError:
            if passing is self._passing:  # the bot itself has hung up
                task.cancel()
                raise
            raise _gone(request) from None
        finally:
            passing.discard(task)

    async def _passed(self, request: web.Request) -> web.StreamResponse:
        passing = Passing(request.method, request.path, await request.read())
        await self._stopped(request, passing)
        try:
            content, status, kind = await self._answered(request, passing.body)
        except aiohttp.ClientError:  # the homeserver is not there
            raise _gone(request) from None
        await self._stopped(request, replace(passing, answer=content))
        return web.Response(body=content, status=status, content_type=kind)

    async def _answered(self, request: web.Request, body: bytes) -> tuple[bytes, int, str]:
        where = self.behind + request.raw_path
        headers = {k: v for k, v in request.headers.items() if k not in ("Host", "Content-Length")}
        async with self._http.request(request.method, where, data=body, headers=headers) as reply:
            return await reply.read(), reply.status, reply.content_type

    def _hold(self, held: Held) -> Held:
        self._held.append(held)
        return held

    async def _stopped(self, request: web.Request, passing: Passing) -> None:
        for held in list(self._held):
            fits = held.answered == (passing.answer is not None) and held.fits(passing)
            if fits and not await held.wait(passing):
                raise _gone(request)


def _gone(request: web.Request) -> web.HTTPException:
    """To the bot it looks as if the line had been cut."""
    if request.transport is not None:
        request.transport.abort()
    return web.HTTPServiceUnavailable()


@asynccontextmanager
async def door(behind: str) -> AsyncIterator[Door]:
    """A door before this homeserver, on a port of its own."""
    port = free_port()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as http:
        made = Door(behind, f"http://127.0.0.1:{port}", http)
        app = web.Application(client_max_size=1 << 26)
        app.router.add_route("*", "/{rest:.*}", made.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield made
        finally:
            made.drop()
            await runner.cleanup()
