"""The workspace of one test: the server, what stands before it, and the people in it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from bot.demo.slack import Channel, LocalSlack, Mode, User
from bot.demo.slack.workspace import APP, BOT, TEAM
from bot.slack import scopes
from tests.servers.contract import wrong
from tests.servers.slack import payloads, spoiling, telling
from tests.servers.slack.calls import Call, Desk
from tests.servers.slack.facts import Facts
from tests.servers.slack.links import Links
from tests.servers.slack.page import Page
from tests.servers.slack.person import Person
from tests.servers.slack.seen import Seen
from tests.servers.slack.telling import CLICKS, COMMANDS, EVENTS, Teller

W = TypeVar("W", bound=spoiling.Way)


class World:
    """What a bot under test is given, and what its test sees and spoils."""

    def __init__(self, server: LocalSlack, url: str, http: aiohttp.ClientSession) -> None:
        self.server, self.url, self.http = server, url, http
        self.team, self.bot = TEAM, BOT
        self.facts = Facts()
        self.desk = Desk(server.page_url, server.bot_token, self.facts, http)
        self.desk.url = url
        self.links = Links()
        self.teller = Teller(server.signing_secret, http, self.links)
        self.page = Page(server.page_url, http)
        self._instead: dict[str, Any] = {}
        self._telling: set[asyncio.Task[Any]] = set()

    @property
    def api_url(self) -> str:
        """The base address of the Web API for the bot; its socket address comes from there."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self.server.bot_token

    @property
    def app_token(self) -> str:
        return self.server.app_token

    @property
    def signing_secret(self) -> str:
        return self.server.signing_secret

    @property
    def calls(self) -> list[Call]:
        """The bot's calls that were done, in order."""
        return self.desk.calls

    @property
    def wrong(self) -> list[str]:
        """What Slack would not have taken of all the bot sent; a test ends without any."""
        return self.desk.wrong

    def listens(self, url: str, *others: str) -> None:
        """From now on, tell the bot over HTTP, at this address, or these in turn."""
        self.teller.url, self.teller.others = url, list(others)

    def person(self, id: str) -> Person:
        """The person with this user id."""
        return Person(id, self.page)

    def spoil(
        self,
        method: str,
        way: W,
        times: float = 1,
        seconds: float = float("inf"),
        when: spoiling.Fits = spoiling.always,
    ) -> W:
        """Let the next calls of a method (`chat.*`) go wrong in this way; gives the way."""
        until = time.monotonic() + seconds
        self.desk.spoiled.append(spoiling.Spoiled(way, method, when, times, until))
        return way

    def tells(self, way: telling.Way, kind: str = "", words: str = "") -> None:
        """Tell the next thing in this way: of this kind (`app_mention`), with these words."""

        def fits(what: str, payload: Any) -> bool:
            name = payload["event"]["type"] if what == EVENTS else what
            return kind in ("", name, what) and words in json.dumps(payload)

        self.teller.ways.append((way, fits))

    async def joined(self, channel: str, user: str) -> None:
        """A person comes into a channel, and the bot is told."""
        found = await self.desk.members(channel)
        assert found is not None
        found.append(user)
        await self.happens("member_joined_channel", channel=channel, user=user, channel_type="G")

    async def left(self, channel: str, user: str) -> None:
        """A person goes out of a channel, and the bot is told."""
        found = await self.desk.members(channel)
        assert found is not None
        found.remove(user)
        await self.happens("member_left_channel", channel=channel, user=user, channel_type="G")

    async def happens(self, kind: str, **more: Any) -> None:
        """Tell the bot of an event that it subscribes to, and that the server does not know."""
        assert kind in scopes.EVENTS
        event = payloads.new_event({"type": kind, **more}, APP)
        await self.teller.tell(EVENTS, payloads.event_told(event, self.facts))

    async def shortcut(self, name: str, user: str, seen: Seen | None = None) -> None:
        """A person uses a shortcut: a message's, or the one that stands everywhere."""
        # The server has no shortcuts: it gives the trigger of a command, which is not told.
        self._instead = payloads.shortcut_told(name, user, seen, self.facts.team_of)
        channel = next(id for id, one in self.page.channels.items() if user in one["members"])
        await self.person(user).command("", channel)

    async def quiet(self) -> None:
        """Wait until everything that happened was told, and acknowledged or given up."""
        while self._telling:
            await asyncio.wait(set(self._telling))

    async def told(self, request: web.Request) -> web.StreamResponse:
        """The server tells what happened; what it is answered, people see."""
        body = await request.text()
        body = body.replace(self.server.page_url, self.url)
        if request.content_type == "application/json":
            self._event(payloads.altered(json.loads(body)))
            return web.Response()
        form = dict(parse_qsl(body, keep_blank_values=True))
        if "payload" not in form and self._instead:
            used = self._instead | {"trigger_id": form["trigger_id"]}
            self._instead = {}
            return _reply(
                await self.teller.tell(CLICKS, payloads.interaction_told(used, self.facts))
            )
        if "payload" not in form:
            return _reply(await self.teller.tell(COMMANDS, payloads.command_told(form, self.facts)))
        payload = json.loads(form["payload"])
        self._at_home(payload)
        answer = await self.teller.tell(CLICKS, payloads.interaction_told(payload, self.facts))
        if isinstance(answer, dict) and isinstance(answer.get("view"), dict):
            self.wrong.extend(wrong("views.push", {"trigger_id": "1", "view": answer["view"]}))
        return _reply(answer)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """An answer by `response_url`, or a file's content."""
        where = self.server.page_url + request.raw_path
        data, kind = await request.read(), request.headers.get("Content-Type", "text/plain")
        if "/upload/" not in request.path and data:
            self.desk.calls.append(Call("response_url", json.loads(data), time.monotonic()))
        async with self.http.post(where, data=data, headers={"Content-Type": kind}) as reply:
            return web.Response(body=await reply.read(), status=reply.status)

    async def socket_address(self, request: web.Request) -> web.StreamResponse:
        """`apps.connections.open`, which takes the app's token and no other."""
        if request.headers.get("Authorization") != f"Bearer {self.app_token}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        way = next((w.way for w in self.desk.spoiled if w.takes("apps.connections.open", {})), None)
        if way is not None:
            raise web.HTTPServiceUnavailable
        address = self.url.replace("http://", "ws://")
        return web.json_response(
            {"ok": True, "url": f"{address}/link?ticket={self.links.ticket()}"}
        )

    def _event(self, body: dict[str, Any]) -> None:
        """Tell it in a task of its own: the server does not wait, and neither do people."""
        if payloads.name_of(body["event"]) in payloads.SUBSCRIBED:
            told = payloads.event_told(body, self.facts)
            task = asyncio.create_task(self.teller.tell(EVENTS, told))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    def _at_home(self, payload: dict[str, Any]) -> None:
        """A click in App Home tells the view and no channel."""
        if payload["type"] == "block_actions" and not payload.get("message"):
            view = self.page.homes.get(payload["user"]["id"], {})
            payload |= {"view": view, "container": {"type": "view", "view_id": view.get("id")}}
            for key in ("channel", "message", "response_url"):
                payload.pop(key, None)

    async def close(self) -> None:
        for task in self._telling:
            task.cancel()
        await self.page.close()


def _reply(answer: Any) -> web.Response:
    return web.json_response(answer) if answer else web.Response()


@asynccontextmanager
async def slack(
    data: Path, users: Sequence[User], channels: Sequence[Channel]
) -> AsyncIterator[World]:
    """A workspace for as long as the block lasts. Without `listens` it is Socket Mode."""
    connector = aiohttp.TCPConnector(limit=0)
    app = web.Application(client_max_size=1 << 26)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    async with aiohttp.ClientSession(connector=connector) as http:
        made: list[World] = []
        _routes(app, lambda: made[0])
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        server = LocalSlack(data, users, channels, Mode.HTTP, f"{url}/told")
        try:
            await asyncio.to_thread(server.start)
            made.append(World(server, url, http))
            await made[0].page.open()
            yield made[0]
        finally:
            for world in made:
                await world.close()
            await runner.cleanup()
            await asyncio.to_thread(server.stop)


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _routes(app: web.Application, world: Callable[[], World]) -> None:
    def later(find: Callable[[World], Handler]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await find(world())(request)

        return handle

    app.router.add_post("/told", later(lambda w: w.told))
    app.router.add_get("/link", later(lambda w: w.links.handle))
    app.router.add_post("/api/apps.connections.open", later(lambda w: w.socket_address))
    app.router.add_route("*", "/api/{method}", later(lambda w: w.desk.handle))
    app.router.add_post("/_hooks/{rest:.*}", later(lambda w: w.respond))
    app.router.add_post("/upload/{rest:.*}", later(lambda w: w.respond))
