"""Tokens that rotate: exchanged early, kept sealed, and each refresh token used once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot.rooms import Impossible
from bot.slack.calls import Web
from bot.slack.tokens import Tokens
from config.settings import Workspace

KEY = b"k" * 32
NewWeb = Callable[..., Web]


class Rotating:
    """Slack as it exchanges refresh tokens, each of which works once."""

    def __init__(self) -> None:
        self.refresh, self.bot, self.seconds, self.exchanges = "xoxe-1", "", 43_200, 0
        self.url = ""

    async def exchange(self, request: web.Request) -> web.Response:
        form = await request.post()
        if (form["client_id"], form["client_secret"]) != ("1.2", "s"):
            return web.json_response({"ok": False, "error": "bad_client_secret"})
        if form["refresh_token"] != self.refresh or form["grant_type"] != "refresh_token":
            return web.json_response({"ok": False, "error": "invalid_refresh_token"})
        self.exchanges += 1
        self.refresh, self.bot = f"xoxe-{self.exchanges + 1}", f"xoxb-{self.exchanges}"
        given = {"access_token": self.bot, "refresh_token": self.refresh}
        return web.json_response({"ok": True, **given, "expires_in": self.seconds})

    async def test(self, request: web.Request) -> web.Response:
        right = self.bot and request.headers.get("Authorization") == f"Bearer {self.bot}"
        return web.json_response({"ok": True} if right else {"ok": False, "error": "not_authed"})


@pytest.fixture
async def slack() -> AsyncIterator[Rotating]:
    made = Rotating()
    app = web.Application()
    app.router.add_post("/api/oauth.v2.access", made.exchange)
    app.router.add_post("/api/auth.test", made.test)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield made
    await runner.cleanup()


@pytest.fixture
async def install(slack: Rotating, tmp_path: Path) -> AsyncIterator[NewWeb]:
    opened: list[Web] = []

    def new(refresh: str = "xoxe-1", key: bytes = KEY) -> Web:
        told = Workspace(team="T1", refresh_token=refresh, client_id="1.2", client_secret="s")
        tokens = Tokens(told, tmp_path / "tokens", key)
        web = Web(slack.url, tokens.now)
        tokens.exchange = web
        opened.append(web)
        return web

    yield new
    for one in opened:
        await one.close()


async def test_a_token_is_exchanged_once_and_outlives_a_restart(
    slack: Rotating, install: NewWeb, tmp_path: Path
) -> None:
    await install().ask("auth.test")
    again = install()
    await again.ask("auth.test")
    await again.ask("auth.test")
    assert slack.exchanges == 1
    file = tmp_path / "tokens" / "T1.token"
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"xox" not in file.read_bytes()


async def test_a_token_that_ends_soon_is_exchanged_again(slack: Rotating, install: NewWeb) -> None:
    slack.seconds = 60
    web = install()
    await web.ask("auth.test")
    await install().ask("auth.test")
    await web.ask("auth.test")
    assert slack.exchanges == 3


async def test_a_new_refresh_token_in_the_settings_begins_anew(
    slack: Rotating, install: NewWeb
) -> None:
    await install().ask("auth.test")
    slack.refresh = "xoxe-new"
    await install("xoxe-new").ask("auth.test")
    assert slack.exchanges == 2


async def test_what_was_kept_under_another_key_is_not_read(
    slack: Rotating, install: NewWeb
) -> None:
    await install().ask("auth.test")
    with pytest.raises(Impossible, match="invalid_refresh_token"):
        await install(key=b"x" * 32).ask("auth.test")
    assert slack.exchanges == 1
