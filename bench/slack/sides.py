"""Programs that acknowledge commands: ours with and without a receipt, the barest, and slack-bolt.

`python -m bench.slack.sides SIDE MODE SLACK [DATABASE]` tells its port (0 for Socket Mode) in a
line once it can be reached.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.places import KEYS, START
from bench.slack.server import SECRET, TEAM
from bot import lasting
from bot.receive import Receiver
from bot.rooms import Receive, Security
from bot.run_command import log_as_json
from bot.slack.forms import Forms
from bot.slack.platform import SlackPlatform
from bot.slack.reading import Reading
from bot.slack.settings import HTTP, SlackSettings
from commands.deployment import Deployment
from commands.heard import Incoming
from config.settings import Workspace
from storage.database import Database
from tests.bot.slack.ears import OneForm

PATH = "/slack/events"
TOKEN = "xoxb-bench"  # noqa: S105 - nobody takes it but the server beside us
CONNECTIONS = 2
HERE = Deployment(frozenset({"matrix", "slack"}))
Ready = Callable[[int], None]


async def bare(mode: str, slack: str, ready: Ready) -> None:
    """The least: check the signature, read the form; or read the envelope and name it."""
    if mode != HTTP:
        await asyncio.gather(*(_bare_socket(slack) for _ in range(CONNECTIONS)), _after(ready))
        return
    app = web.Application()
    app.router.add_post(PATH, _bare_answer)
    await _served(app, ready)


async def _bare_answer(request: web.Request) -> web.Response:
    raw = await request.read()
    stamp = request.headers["X-Slack-Request-Timestamp"]
    signed = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256)
    right = hmac.compare_digest("v0=" + signed.hexdigest(), request.headers["X-Slack-Signature"])
    if not right or abs(time.time() - int(stamp)) > 300:
        return web.Response(status=401)
    form = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    return web.Response(status=200 if form["command"] else 400)


async def _bare_socket(slack: str) -> None:
    async with aiohttp.ClientSession() as http, http.ws_connect(f"{slack}/link?who=bare") as socket:
        async for message in socket:
            said = json.loads(message.data)
            if said.get("envelope_id"):
                await socket.send_str(json.dumps({"envelope_id": said["envelope_id"]}))


async def bolt(mode: str, slack: str, ready: Ready) -> None:
    """The library as its own pages show it, with nothing set that is not needed."""
    client = AsyncWebClient(token=TOKEN, base_url=f"{slack}/api/")
    app = AsyncApp(client=client, signing_secret=SECRET)

    async def acknowledges(ack: Callable[[], Awaitable[Any]]) -> None:
        await ack()

    app.command("/comity")(acknowledges)
    if mode == HTTP:
        await _served(app.web_app(PATH), ready)
    else:
        handler = AsyncSocketModeHandler(app, "xapp-bolt")
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await asyncio.gather(asyncio.Event().wait(), _after(ready))


async def ours(mode: str, slack: str, ready: Ready) -> None:
    """Our edge alone: nothing is read from a database, and nothing is kept."""

    async def receive(heard: Incoming, *_: object) -> None:
        assert heard.text

    await _edge("ours", mode, slack, ready, OneForm(), receive)


async def kept(mode: str, slack: str, ready: Ready, url: str) -> None:
    """Our edge as it is used: it looks whether a form is to be opened, and keeps a receipt."""
    database = await Database.open(url, KEYS)
    await database.lengthen()
    receiver = Receiver(database, HERE, lambda: START)
    forms = Reading(database, HERE, frozenset(), lambda: START)
    await _edge("kept", mode, slack, ready, forms, receiver.hear)


async def _edge(
    side: str,
    mode: str,
    slack: str,
    ready: Ready,
    forms: Forms,
    receive: Receive,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        platform = SlackPlatform(_settings(side, mode, slack, Path(folder)), forms)
        await platform.start()
        lasting.settle()

        async def told() -> None:
            if mode == HTTP:
                await platform.door.open.wait()
            ready(platform.door.port if mode == HTTP else 0)

        async def changed(_: str, __: Security) -> None: ...

        async def lost(_: str, __: str, ___: str) -> None: ...

        await asyncio.gather(platform.listen(receive, changed, lost), told())


def _settings(side: str, mode: str, slack: str, store: Path) -> SlackSettings:
    install = Workspace(team=TEAM, bot_token=TOKEN, app_token=f"xapp-{side}", signing_secret=SECRET)
    return SlackSettings(
        installs=(install,),
        key=bytes(32),
        store=store,
        mode=mode,
        port=0,
        path=PATH,
        api_url=f"{slack}/api/",
    )


async def _served(app: web.Application, ready: Ready) -> None:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ready(int(runner.addresses[0][1]))
    await asyncio.Event().wait()


async def _after(ready: Ready) -> None:
    ready(0)


def _tell(port: int) -> None:
    print(port, flush=True)


if __name__ == "__main__":
    log_as_json()
    logging.getLogger("aiohttp.access").disabled = True
    sides: dict[str, Callable[..., Awaitable[None]]] = {
        "bare": bare,
        "bolt": bolt,
        "ours": ours,
        "kept": kept,
    }
    side, mode, slack, *more = sys.argv[1:]
    asyncio.run(sides[side](mode, slack, _tell, *more))  # type: ignore[arg-type]
