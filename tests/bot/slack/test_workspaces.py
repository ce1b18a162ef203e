"""Several workspaces in one bot: each has its own token, secret and ids."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.rooms import Busy, Impossible, Message
from bot.slack.incoming import from_action
from bot.slack.platform import SlackPlatform
from bot.slack.settings import HTTP, SlackSettings
from commands.heard import Incoming
from config.settings import SlackAccount, Workspace
from tests.bot.slack.ears import KEY, OneForm
from tests.servers.slack.signing import signed

TEAMS = {"xoxb-a": "T0A", "xoxb-b": "T0B", "xoxb-e": "E0ORG"}


class TwoWorkspaces:
    """Slack's answers to two tokens; `away` does not answer for a token."""

    def __init__(self) -> None:
        self.url, self.away, self.posted = "", set[str](), list[tuple[str, str]]()

    async def answer(self, request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        form = await request.post()
        if token in self.away:
            return web.Response(status=503)
        if token not in TEAMS:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if request.match_info["method"] == "auth.test":
            about: dict[str, Any] = {
                "team_id": TEAMS[token],
                "user_id": f"U{token[-1]}",
                "bot_id": "B",
            }
            if TEAMS[token].startswith("E"):
                grid = {"enterprise_id": TEAMS[token], "is_enterprise_install": True}
                about |= {"team_id": None, **grid}
            return web.json_response({"ok": True, **about})
        if request.match_info["method"] == "conversations.open":
            return web.json_response({"ok": True, "channel": {"id": "D1"}})
        self.posted.append((token, str(form["channel"])))
        return web.json_response({"ok": True, "ts": "1.1"})


@pytest.fixture
async def slack() -> AsyncIterator[TwoWorkspaces]:
    made = TwoWorkspaces()
    app = web.Application()
    app.router.add_post("/api/{method}", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield made
    await runner.cleanup()


@pytest.fixture
async def platform(slack: TwoWorkspaces, tmp_path: Path) -> AsyncIterator[SlackPlatform]:
    installs = tuple(
        Workspace(team=team, bot_token=token, signing_secret=f"secret of {team}")
        for token, team in TEAMS.items()
        if team.startswith("T")
    )
    config = SlackSettings(installs, KEY, tmp_path, mode=HTTP, port=0, api_url=slack.url, pace=0)
    made = SlackPlatform(config, OneForm())
    yield made
    await made.close()


async def test_each_room_is_reached_with_its_own_workspaces_token(
    slack: TwoWorkspaces, platform: SlackPlatform
) -> None:
    await platform.start()
    await platform.send("T0A:C1", Message("k", "x", ""))
    await platform.send("T0B:C1", Message("k", "x", ""))
    assert slack.posted == [("xoxb-a", "C1"), ("xoxb-b", "C1")]
    with pytest.raises(Impossible):
        await platform.send("T0C:C1", Message("k", "x", ""))


async def test_a_workspace_that_is_away_does_not_stop_the_other(
    slack: TwoWorkspaces, platform: SlackPlatform
) -> None:
    slack.away.add("xoxb-b")
    await platform.start()
    await platform.send("T0A:C1", Message("k", "x", ""))
    with pytest.raises(Busy):
        await platform.send("T0B:C1", Message("k", "x", ""))
    assert slack.posted == [("xoxb-a", "C1")]


async def test_one_workspaces_secret_does_not_speak_for_another(platform: SlackPlatform) -> None:
    await platform.start()
    async with hearing(platform) as (url, heard), aiohttp.ClientSession() as http:
        statuses = [
            await told(http, url, team, secret)
            for team, secret in (("T0A", "T0A"), ("T0B", "T0B"), ("T0A", "T0B"), ("T0A", "T0C"))
        ]
    assert statuses == [200, 200, 200, 401]
    assert [one.room for one in heard] == ["T0A:C1", "T0B:C1"]
    assert [one.account for one in heard] == ["T0A:U1", "T0B:U1"]


@pytest.mark.rule("DR-29")
async def test_what_is_said_before_we_know_our_own_name_there_is_left_to_be_told_again(
    slack: TwoWorkspaces, platform: SlackPlatform
) -> None:
    """Without our name there, a mention is not taken out of the line: an objection is no line."""
    slack.away.add("xoxb-b")
    await platform.start()
    async with hearing(platform) as (url, heard), aiohttp.ClientSession() as http:
        assert await told(http, url, "T0B", "T0B") == 503
        assert await told(http, url, "T0A", "T0A") == 200
    assert [one.room for one in heard] == ["T0A:C1"]


@asynccontextmanager
async def hearing(platform: SlackPlatform) -> AsyncIterator[tuple[str, list[Incoming]]]:
    """Where the platform listens, and what it heard."""
    heard: list[Incoming] = []

    async def receive(incoming: Incoming, *_: object) -> None:
        heard.append(incoming)

    async def nothing(*_: Any) -> None:
        pass

    listening = asyncio.create_task(platform.listen(receive, nothing, nothing))
    await platform.door.open.wait()
    yield f"http://127.0.0.1:{platform.door.port}/slack/events", heard
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


async def told(http: aiohttp.ClientSession, url: str, team: str, secret: str) -> int:
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "text": "today", "ts": "1.2"}
    event_id = f"Ev{team}{secret}"
    body = {"type": "event_callback", "team_id": team, "event_id": event_id, "event": event}
    raw = json.dumps(body).encode()
    headers = signed(f"secret of {secret}", raw) | {"Content-Type": "application/json"}
    async with http.post(url, data=raw, headers=headers) as answer:
        return answer.status


async def test_an_organisations_install_serves_each_of_its_workspaces(
    slack: TwoWorkspaces, tmp_path: Path
) -> None:
    install = Workspace(team="E0ORG", bot_token="xoxb-e", signing_secret="secret of E0ORG")
    config = SlackSettings((install,), KEY, tmp_path, mode=HTTP, port=0, api_url=slack.url)
    platform = SlackPlatform(config, OneForm())
    await platform.start()
    assert await platform.direct_room("T0ONE:U1") == "E0ORG:D1"
    await platform.send("E0ORG:D1", Message("k", "x", ""))
    assert slack.posted == [("xoxb-e", "D1")]
    payload = {"type": "block_actions", "team": None, "enterprise": {"id": "E0ORG"}}
    user = {"id": "U1", "team_id": "T0ONE"}
    heard = from_action({**payload, "user": user, "channel": {"id": "C1"}}, "E0ORG", "x", None)
    assert (heard.room, heard.account) == ("E0ORG:C1", "T0ONE:U1")
    await platform.close()


@pytest.mark.parametrize(
    ("account", "why"),
    [
        (SlackAccount(bot_token="x", mode="carrier pigeon"), "mode"),
        (SlackAccount(bot_token="x"), "app_token"),
        (SlackAccount(bot_token="x", mode=HTTP), "signing_secret"),
        (SlackAccount(refresh_token="x", app_token="x"), "refresh_token"),
        (
            SlackAccount(bot_token="x", app_token="x", workspace=(Workspace(bot_token="y"),)),
            "team",
        ),
    ],
)
def test_settings_that_do_not_fit_together_are_refused(account: SlackAccount, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        SlackSettings.of(account, KEY)
