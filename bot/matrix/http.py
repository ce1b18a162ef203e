"""The homeserver over HTTP; whatever goes wrong becomes Busy, Unclear or Impossible."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.contact import Contact
from bot.rooms import Busy, Impossible, SignedOut, Unclear

CLIENT = "/_matrix/client/v3"
_SIGNED_OUT = ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN")


class Refusal(Impossible):
    """A refusal of the homeserver, with its whole answer (signing in needs its session)."""

    def __init__(self, code: str, answer: dict[str, Any]) -> None:
        super().__init__(code)
        self.answer = answer


def path(*parts: str) -> str:
    """A path of the client API; ids may hold any sign."""
    return "/".join((CLIENT, *(quote(part, safe="") for part in parts)))


class Homeserver:
    """Requests as one account. Nothing is retried here: who asks knows whether that is right."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.token: str | None = None
        self.contact = Contact(address=address)
        self._session: aiohttp.ClientSession | None = None
        self._writing = 0
        self._calm = asyncio.Event()
        self._calm.set()

    async def calm(self, seconds: float) -> None:
        """Wait until nothing is being written to it, for so many seconds at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._calm.wait()

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        """We write to it meanwhile: see `calm`."""
        self._writing += 1
        self._calm.clear()
        try:
            yield
        finally:
            self._writing -= 1
            if not self._writing:
                self._calm.set()

    async def ask(
        self,
        method: str,
        where: str,
        body: object = None,
        *,
        query: dict[str, str] | None = None,
        seconds: float = 30,
    ) -> dict[str, Any]:
        """The homeserver's JSON answer; `body` is JSON, or bytes as they are."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=32))
        raw, began = isinstance(body, bytes), time.monotonic()
        try:
            async with self._session.request(
                method,
                self.address + where,
                data=body if raw or body is None else json.dumps(body).encode(),
                params=query,
                headers=self._headers("octet-stream" if raw else "json"),
                timeout=aiohttp.ClientTimeout(total=seconds),
            ) as reply:
                answer = _json(await reply.read())
                status, date = reply.status, reply.headers.get("Date")
        except aiohttp.ClientConnectorError as refused:
            raise Busy(2) from refused  # no connection, so nothing was written
        except (aiohttp.ClientError, TimeoutError, OSError) as lost:
            raise Unclear(type(lost).__name__) from lost
        self.contact.witness(date, time.monotonic() - began)
        return self._judged(status, answer)

    def _judged(self, status: int, answer: dict[str, Any]) -> dict[str, Any]:
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self.contact.slowed()
        return _judged(status, answer)

    def _headers(self, kind: str) -> dict[str, str]:
        headers = {"Content-Type": f"application/{kind}"}
        return {**headers, "Authorization": f"Bearer {self.token}"} if self.token else headers

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def _json(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {"list": answer}


def _judged(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    if status < 300:
        return answer
    code = str(answer.get("errcode", f"HTTP_{status}"))
    if code in _SIGNED_OUT:
        raise SignedOut(code)
    if status == HTTPStatus.TOO_MANY_REQUESTS or code == "M_LIMIT_EXCEEDED":
        raise Busy(max(float(answer.get("retry_after_ms", 5000)) / 1000, 0.1))
    if status >= 500:
        raise Unclear(code)
    raise Refusal(code, answer)
