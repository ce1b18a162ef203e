"""Slack's requests over HTTP: nothing without a valid and recent signature is read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.contact import Contact

log = logging.getLogger(__name__)
LARGEST = 2**20
"""Bytes in a request; Slack's own are far smaller."""


class HttpDoor:
    """Listens until cancelled; each app of Slack's signs with its own secret."""

    def __init__(self, host: str, port: int, path: str, contact: Contact) -> None:
        self._host, self._path, self._contact = host, path, contact
        self.port = port
        """Where it listens; with 0, the port that the machine gave, once it is `open`."""
        self.open = asyncio.Event()

    async def serve(self, apps: dict[str, AsyncApp]) -> None:
        """`apps` by signing secret."""
        verifiers = {secret: SignatureVerifier(secret) for secret in apps}

        async def take(request: web.Request) -> web.Response:
            asked = await to_bolt_request(request)
            app = next(iter(apps.values()))
            if len(apps) > 1:
                app = _signer(asked.raw_body, asked.headers, verifiers, apps) or app
            return await to_aiohttp_response(await app.async_dispatch(asked))

        application = web.Application(client_max_size=LARGEST)
        application.router.add_post(self._path, take)
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


def _signer(
    body: str,
    headers: Mapping[str, Sequence[str]],
    verifiers: dict[str, SignatureVerifier],
    apps: dict[str, AsyncApp],
) -> AsyncApp | None:
    """The app whose secret signed this; None where nobody's did (any app then refuses it)."""
    stamp = headers.get("x-slack-request-timestamp", ["0"])[0]
    signature = headers.get("x-slack-signature", [""])[0]
    for secret, verifier in verifiers.items():
        if verifier.is_valid(body, stamp, signature):
            return apps[secret]
    return None
