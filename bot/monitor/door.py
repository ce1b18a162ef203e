"""Health, readiness and metrics over HTTP, on the loopback; without content."""

from __future__ import annotations

import os
from collections.abc import Callable
from socket import gaierror

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.metrics import Metrics

Faults = Callable[[], tuple[str, ...]]
"""Gives what is missing now, as plain ids such as `database` or `platform:matrix`."""


class NotOpened(Exception):
    """There is no listening at this address: it is another's, or none of this machine's."""

    def __init__(self, host: str, port: int, fault: OSError) -> None:
        super().__init__(host, port)
        self.host, self.port = host, port
        self.why = fault.strerror if isinstance(fault, gaierror) else os.strerror(fault.errno or 0)
        """In the machine's own words, such as “Address already in use”."""


class Door:
    """Three pages: `/healthz`, `/readyz` and `/metrics`."""

    def __init__(self, metrics: Metrics, alive: Faults, ready: Faults) -> None:
        self._metrics, self._alive, self._ready = metrics, alive, ready
        self._runner: web.AppRunner | None = None

    async def open(self, host: str, port: int) -> None:
        """Listen there; raises `NotOpened` when the port is taken."""
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._all)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as fault:
            raise NotOpened(host, port, fault) from fault

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _healthz(self, _: web.Request) -> web.Response:
        """503 asks for the process to be started anew: it is stuck, and waiting heals nothing."""
        return _page(self._alive())

    async def _readyz(self, _: web.Request) -> web.Response:
        """503 while something is missing that we need to hear, perform and send."""
        return _page(self._ready())

    async def _all(self, _: web.Request) -> web.Response:
        body = generate_latest(self._metrics.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _page(faults: tuple[str, ...]) -> web.Response:
    status = 503 if faults else 200
    return web.json_response({"ok": not faults, "missing": list(faults)}, status=status)
