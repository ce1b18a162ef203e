"""The bot's calls: recorded, checked, spoiled, passed on, and answered as Slack answers."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.servers.contract import wrong
from tests.servers.slack import methods
from tests.servers.slack.facts import Facts
from tests.servers.slack.spoiling import Broken, Busy, Held, Late, Lost, No, Spoiled

FORM = "application/x-www-form-urlencoded"
_JSON = ("blocks", "attachments", "view", "metadata", "files")


@dataclass(frozen=True)
class Call:
    """A call that the bot made; with its answer, once it was done."""

    method: str
    arguments: Mapping[str, Any]
    at: float
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Everything in it, for a test that looks for words that must not be there."""
        return json.dumps(dict(self.arguments), ensure_ascii=False)


class Desk:
    """Takes calls for the server behind it."""

    def __init__(self, behind: str, token: str, facts: Facts, http: aiohttp.ClientSession) -> None:
        self.behind, self.facts, self.http = behind, facts, http
        self.tokens = {token}
        """The tokens that are good now: the bot's, and those it got for it."""
        self.url = ""
        self.calls: list[Call] = []
        """What was done, in order; also what the bot was not told of."""
        self.asked: list[tuple[str, Mapping[str, Any]]] = []
        """What the bot asked for, also what was refused."""
        self.wrong: list[str] = []
        """What Slack would not have taken."""
        self.spoiled: list[Spoiled] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        token, arguments = await _read(request)
        self.asked.append((method, arguments))
        self.wrong += wrong(method, arguments)
        way = next((one.way for one in self.spoiled if one.takes(method, arguments)), None)
        early = _early(way)
        if early is not None:
            return early
        if isinstance(way, Late):
            await asyncio.sleep(way.seconds)
        if (isinstance(way, Lost) and not way.done) or (
            isinstance(way, Held) and not way.done and not await way.wait(arguments)
        ):
            raise cut(request)
        answer = await self.answered(method, arguments, token)
        if isinstance(way, Lost) or (
            isinstance(way, Held) and way.done and not await way.wait(arguments)
        ):
            raise cut(request)
        return web.json_response(answer)

    async def answered(
        self, method: str, arguments: Mapping[str, Any], token: str
    ) -> dict[str, Any]:
        """Do it; the answer as Slack gives it."""
        if token not in self.tokens:
            return {"ok": False, "error": "invalid_auth"}
        given = methods.own.get(method)
        answer = (
            await given(self, method, arguments) if given else await self.passed(method, arguments)
        )
        self.calls.append(Call(method, arguments, time.monotonic(), answer))
        return answer

    async def passed(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The server's answer, with our addresses in the place of its own."""
        token = next(iter(self.tokens))
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self.behind}/api/{method}"
        async with self.http.post(url, json=dict(arguments), headers=headers) as reply:
            text = (await reply.text()).replace(self.behind, self.url)
        found: dict[str, Any] = json.loads(text)
        return found

    async def state(self) -> dict[str, Any]:
        """What the server knows: users and channels."""
        return await self._asked("/_control/state")

    async def messages(self, channel: str) -> list[dict[str, Any]]:
        """What stands in a channel, also what one person alone sees."""
        found: list[dict[str, Any]] = (await self._asked(f"/_control/messages/{channel}"))[
            "messages"
        ]
        return found

    async def members(self, channel: str) -> list[str] | None:
        """Who is in a channel; None where there is no such channel."""
        if channel not in self.facts.members:
            for one in (await self.state())["channels"]:
                self.facts.members.setdefault(one["id"], list(one["members"]))
        return self.facts.members.get(channel)

    async def _asked(self, path: str) -> dict[str, Any]:
        async with self.http.get(self.behind + path) as reply:
            found: dict[str, Any] = await reply.json()
            return found


def cut(request: web.Request) -> web.HTTPException:
    """To the bot it looks as if the line had been cut."""
    if request.transport is not None:
        request.transport.abort()
    return web.HTTPServiceUnavailable()


def _early(way: object) -> web.Response | None:
    """The answer where nothing is done."""
    match way:
        case Busy(seconds):
            return web.json_response(
                {"ok": False, "error": "ratelimited"},
                status=429,
                headers={"Retry-After": str(seconds)},
            )
        case Broken(status):
            return web.Response(text="<html>Server Error</html>", status=status)
        case No(error):
            return web.json_response({"ok": False, "error": error})
    return None


async def _read(request: web.Request) -> tuple[str, dict[str, Any]]:
    """The token and the arguments, however they were sent."""
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        found |= await request.json()
    elif request.can_read_body:
        found |= {k: v for k, v in (await request.post()).items() if isinstance(v, str)}
    for name in _JSON:
        if isinstance(found.get(name), str):
            found[name] = json.loads(found[name])
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    given = str(found.pop("token", ""))
    return token if kind == "Bearer" else given, found
