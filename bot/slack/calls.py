"""Slack's Web API; whatever goes wrong becomes Busy, Unclear or Impossible."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.contact import Contact
from bot.rooms import Busy, Impossible, SignedOut, Unclear

log = logging.getLogger(__name__)
SECONDS = 20
UPLOAD_SECONDS = 40
"""How long a file may take; less than a row of the outbox is ours (see `files.LONGEST`)."""
_BUSY = ("ratelimited", "rate_limited", "message_limit_exceeded")
_FAULTS = (
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "accesslimited",
)
_SIGNED_OUT = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")

Token = Callable[[], Awaitable[str]]
"""Gives the token to use now: it may have been rotated."""


class Web:
    """Requests with one token. Nothing is retried here: who asks knows whether that is right."""

    def __init__(
        self,
        api_url: str,
        token: Token,
        contact: Contact | None = None,
        *,
        seconds: float = SECONDS,
    ) -> None:
        """`seconds` is how long an answer is waited for."""
        self._token, self._seconds = token, seconds
        self._contact = contact or Contact()
        self._session: aiohttp.ClientSession | None = None
        # Slack's own retry handler would post a message again after a lost reply.
        self._client = AsyncWebClient(base_url=api_url, retry_handlers=[])
        if urlsplit(api_url).hostname in ("127.0.0.1", "localhost", "::1"):
            self._client.proxy = None

    @property
    def proxy(self) -> str | None:
        """Through which the machine reaches Slack, if it is told to by its environment."""
        return self._client.proxy

    async def ask(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Slack's answer; arguments that are None are left out."""
        headers = {"Authorization": f"Bearer {await self._token()}"}
        return await self.ask_with(headers, method, **arguments)

    async def ask_with(
        self, headers: dict[str, str], method: str, **arguments: Any
    ) -> dict[str, Any]:
        """As `ask`, with these headers in the place of a token."""
        self._client.session = self.session()
        given = {name: _encoded(value) for name, value in arguments.items() if value is not None}
        try:
            answer = await self._client.api_call(method, data=given, headers=headers)
        except SlackApiError as refused:
            self._contact.witness(_date(getattr(refused.response, "headers", None)))
            raise _fault(method, refused) from None
        except aiohttp.ClientConnectorError:
            raise Busy(2.0) from None  # nothing has left
        except (aiohttp.ClientError, SlackClientError, TimeoutError, OSError):
            raise Unclear from None
        self._contact.witness(_date(answer.headers))
        return answer.data if isinstance(answer.data, dict) else {}

    async def put(self, address: str, content: bytes) -> None:
        """Hand a file's content to the address that Slack gave for it."""
        timeout = aiohttp.ClientTimeout(total=UPLOAD_SECONDS)
        try:
            async with self.session().post(
                address, data=io.BytesIO(content), timeout=timeout, proxy=self.proxy
            ) as reply:
                status = reply.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Busy(2.0) from None  # nobody sees a file before it is completed
        if status != 200:
            raise Busy(5.0)

    async def reply(self, address: str, body: dict[str, Any]) -> None:
        """Answer at the address that came with a command, for its speaker alone."""
        told = {"response_type": "ephemeral", "replace_original": False, **body}
        try:
            async with self.session().post(
                address, json=told, timeout=aiohttp.ClientTimeout(total=SECONDS), proxy=self.proxy
            ) as reply:
                status = reply.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Unclear from None
        if status != 200:
            raise Impossible(f"http_{status}")

    def session(self) -> aiohttp.ClientSession:
        """The connections, kept for the next request."""
        if self._session is None or self._session.closed:
            # The library's own limit holds only for sessions that it makes itself.
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=32),
                timeout=aiohttp.ClientTimeout(total=self._seconds),
            )
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def _date(headers: Any) -> str | None:
    return headers.get("Date") if headers else None


def _encoded(value: Any) -> str:
    """Form-encoding, which every method takes; what is nested is JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def _fault(method: str, refused: SlackApiError) -> Exception:
    """What Slack's refusal means. Its text may be content: only its code goes on."""
    answer = refused.response
    status = int(getattr(answer, "status_code", None) or getattr(answer, "status", None) or 0)
    data = getattr(answer, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == 429 or code in _BUSY:
        return Busy(_retry_after(getattr(answer, "headers", None) or {}))
    if status >= 500 or code in _FAULTS or not code:
        return Unclear(code or f"http_{status}")
    if code in _SIGNED_OUT:
        log.critical("slack.signed_out", extra={"method": method, "code": code})
        return SignedOut(code)
    return Impossible(code)


def _retry_after(headers: Any) -> float:
    try:
        return max(float(headers.get("Retry-After", 5)), 0.1)
    except (TypeError, ValueError):
        return 5.0
