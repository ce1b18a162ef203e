"""Slack's requests over HTTP: nothing without a valid and recent signature is read."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.contact import Contact
from bot.slack.app import Front
from bot.slack.incoming import read

log = logging.getLogger(__name__)
LARGEST = 2**20
"""Bytes in a request; Slack's own are far smaller."""
SIGNED_AT = "X-Slack-Request-Timestamp"


class HttpDoor:
    """Listens until cancelled; each app of Slack's signs with its own secret."""

    def __init__(self, host: str, port: int, path: str, contact: Contact) -> None:
        self._host, self._path, self._contact = host, path, contact
        self.port = port
        """Where it listens; with 0, the port that the machine gave, once it is `open`."""
        self.open = asyncio.Event()

    async def serve(self, apps: dict[str, Front]) -> None:
        """`apps` by signing secret."""
        application = web.Application(client_max_size=LARGEST)
        application.router.add_post(self._path, Signed(apps).take)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=3.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, self._host, self.port, reuse_address=True)
            await site.start()
            self.port = int(runner.addresses[0][1])
            log.info("slack.http", extra={"host": self._host, "port": self.port})
            self._contact.there = True
            self.open.set()
            await asyncio.Event().wait()
        finally:
            self._contact.there = False
            self.open.clear()
            await runner.cleanup()


class Signed:
    """Finds whose signature a request bears, before anything of it is read."""

    def __init__(self, apps: dict[str, Front]) -> None:
        self._apps = [(SignatureVerifier(secret), app) for secret, app in apps.items()]

    async def take(self, request: web.Request) -> web.Response:
        raw = await request.read()
        stamp = request.headers.get(SIGNED_AT, "0")
        signature = request.headers.get("X-Slack-Signature", "")
        for verifier, app in self._apps:
            if _valid(verifier, raw, stamp, signature):
                return await _answered(app, raw, stamp)
        log.warning("slack.signature.refused", extra={"remote": request.remote})
        return web.Response(status=401)


def _valid(verifier: SignatureVerifier, raw: bytes, stamp: str, signature: str) -> bool:
    try:
        return bool(verifier.is_valid(raw, stamp, signature))
    except ValueError:  # a time that is none
        return False


async def _answered(app: Front, raw: bytes, stamp: str) -> web.Response:
    try:
        body = parsed(raw.decode())
    except ValueError:
        return web.Response(status=400)
    answer = await app.take(body, stamp)
    if not answer.body:
        return web.Response(status=answer.status)
    kind = answer.headers.get("content-type", ["text/plain"])[0].partition(";")[0]
    return web.Response(status=answer.status, text=answer.body, content_type=kind)


def parsed(text: str) -> dict[str, Any]:
    """JSON, or a form that may hold JSON as its `payload`; raises ValueError.

    The library would take a form for a click wherever the word “payload” stands in it.
    """
    if text.startswith("{"):
        found = read(text)
    else:
        form = dict(parse_qsl(text, keep_blank_values=True))
        found = read(form["payload"]) if "payload" in form else form
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004 - what is malformed is malformed
    return found
