"""A server that answers what `comity doctor` asks as Slack does, with faults of our choice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from config.settings import SlackAccount

SECRET = "xoxb-a-secret-that-must-not-be-shown"
_APP_TOKEN = "xapp-right"


@asynccontextmanager
async def slack(
    scopes: str | None, behind: float = 0, error: str = ""
) -> AsyncIterator[SlackAccount]:
    """With these scopes (None: it does not tell them) and its clock behind by so many seconds."""

    async def auth(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == f"Bearer {SECRET}"
        at = datetime.now(UTC) - timedelta(seconds=behind)
        headers = {"Date": format_datetime(at, usegmt=True)}
        if scopes is not None:
            headers["x-oauth-scopes"] = scopes
        body = {"ok": False, "error": error} if error else {"ok": True, "team_id": "T0A"}
        return web.json_response(body, headers=headers)

    app = web.Application()
    app.router.add_post("/api/auth.test", auth)
    app.router.add_post("/api/apps.connections.open", _connections)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield SlackAccount(team="T0A", bot_token=SECRET, app_token=_APP_TOKEN, api_url=address)
    finally:
        await runner.cleanup()


async def _connections(request: web.Request) -> web.Response:
    if request.headers["Authorization"] != f"Bearer {_APP_TOKEN}":
        return web.json_response({"ok": False, "error": "invalid_auth"})
    return web.json_response({"ok": True, "url": "ws://127.0.0.1:9"})
