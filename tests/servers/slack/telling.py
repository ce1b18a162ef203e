"""Tells the bot what happened, over HTTP or a socket, and again where it does not acknowledge."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.servers.slack.links import Links
from tests.servers.slack.signing import signed

PATIENCE = 3.0
"""Seconds in which Slack wants an acknowledgement."""
EVENTS, COMMANDS, CLICKS = "events_api", "slash_commands", "interactive"


@dataclass(frozen=True)
class Twice:
    """It is told again with the marks of a repeat, though the bot acknowledged it."""

    times: int = 1


@dataclass(frozen=True)
class Again:
    """It is told again without any mark of a repeat: the same in another envelope."""


@dataclass(frozen=True)
class Delayed:
    """It is told only after so many seconds: what happened later may be told earlier."""

    seconds: float


@dataclass(frozen=True)
class Deaf:
    """The bot's acknowledgement is lost on its way: an event is told again."""


Way = Twice | Again | Delayed | Deaf


@dataclass
class Teller:
    """One bot: its address for HTTP, or its connections."""

    secret: str
    http: aiohttp.ClientSession
    links: Links
    url: str | None = None
    others: list[str] = field(default_factory=list)
    """Further addresses of the bot: they take turns; one where nobody listens is left out."""
    patience: float = PATIENCE
    delays: tuple[float, ...] = (0.2, 2.0, 8.0)
    """When what was not acknowledged is told again; Slack waits a minute, and five."""
    ways: list[tuple[Way, Callable[[str, Any], bool]]] = field(default_factory=list)
    told: list[tuple[str, Any]] = field(default_factory=list)
    """Everything the bot was told, as often as it was told."""
    unheard: list[tuple[str, Any]] = field(default_factory=list)
    """What the bot never acknowledged."""

    async def tell(self, kind: str, payload: Any) -> Any | None:
        """Tell it until it is acknowledged; gives the bot's answer, None when there was none."""
        way = self._way(kind, payload)
        if isinstance(way, Delayed):
            await asyncio.sleep(way.seconds)
        answer = await self._once(kind, payload, 0, deaf=isinstance(way, Deaf))
        if isinstance(way, Again):
            await self._once(kind, payload, 0)
        for number in range(1, way.times + 1 if isinstance(way, Twice) else 1):
            await self._once(kind, payload, number, reason="http_timeout")
        for number, delay in enumerate(self.delays, 1):
            if answer is not None or kind != EVENTS:
                break
            await asyncio.sleep(delay)
            answer = await self._once(kind, payload, number, reason="http_timeout")
        if answer is None:
            self.unheard.append((kind, payload))
        return answer

    async def post(self, kind: str, payload: Any, headers: dict[str, str] | None = None) -> int:
        """Send it over HTTP with these headers in the place of Slack's signature; the status."""
        body, about = body_of(kind, payload)
        assert self.url is not None
        mark = signed(self.secret, body) if headers is None else headers
        async with self.http.post(self.url, data=body, headers=about | mark) as answer:
            return answer.status

    async def _once(
        self, kind: str, payload: Any, attempt: int, *, reason: str = "", deaf: bool = False
    ) -> Any | None:
        self.told.append((kind, payload))
        if self.url is None:
            envelope = {"envelope_id": secrets.token_hex(16), "type": kind, "payload": payload}
            envelope["accepts_response_payload"] = kind != EVENTS
            if kind == EVENTS:
                envelope |= {"retry_attempt": attempt, "retry_reason": reason}
            answer = await self.links.give(envelope, self.patience)
        else:
            answer = await self._over_http(kind, payload, attempt, reason)
        return None if deaf else answer

    async def _over_http(self, kind: str, payload: Any, attempt: int, reason: str) -> Any | None:
        body, headers = body_of(kind, payload)
        headers |= signed(self.secret, body)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        limit = aiohttp.ClientTimeout(self.patience)
        for url in self._turn():
            try:
                async with self.http.post(url, data=body, headers=headers, timeout=limit) as reply:
                    text = await reply.text()
                    return _answer(text) if reply.status == 200 else None
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, TimeoutError):
                return None
        return None

    def _turn(self) -> list[str]:
        """The addresses, in the order in which they are tried now."""
        assert self.url is not None
        self.url, *self.others = *self.others, self.url
        return [self.url, *self.others]

    def _way(self, kind: str, payload: Any) -> Way | None:
        for number, (way, fits) in enumerate(self.ways):
            if fits(kind, payload):
                del self.ways[number]
                return way
        return None


def body_of(kind: str, payload: Any) -> tuple[bytes, dict[str, str]]:
    """The request's body as Slack writes it, and its kind."""
    if kind == EVENTS:
        return json.dumps(payload).encode(), {"Content-Type": "application/json"}
    form = payload if kind == COMMANDS else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}


def _answer(text: str) -> Any:
    try:
        return json.loads(text) if text else {}
    except ValueError:
        return {"text": text}
