"""Slack for tests does what Slack does: with an ordinary bot (slack-bolt) before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack.server import PROGRAM
from tests.servers.slack import (
    Again,
    Deaf,
    Delayed,
    Twice,
    World,
    slack,
)
from tests.servers.slack.bolt import EMILY, JACK, ROOM, Bolt
from tests.servers.slack.signing import signed
from tests.servers.slack.telling import EVENTS, body_of

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with slack(tmp_path / "slack", [EMILY, JACK], [ROOM]) as made:
        yield made
        assert made.wrong == []


NewBot = Callable[[World], Awaitable[Bolt]]


@pytest.fixture(params=["http", "socket"])
async def bolt(request: pytest.FixtureRequest) -> AsyncIterator[NewBot]:
    async with AsyncExitStack() as stack:

        async def new(world: World) -> Bolt:
            made = Bolt(world)
            if request.param == "socket":
                plain = AsyncWebClient(base_url=world.api_url)
                handler = AsyncSocketModeHandler(made.app, world.app_token, web_client=plain)
                stack.push_async_callback(handler.close_async)
                await handler.connect_async()  # type: ignore[no-untyped-call]
                await world.links.connected(1)
            else:
                server = made.app.server(port=0, path="/slack", host="127.0.0.1")
                runner = web.AppRunner(server.web_app)
                stack.push_async_callback(runner.cleanup)
                await runner.setup()
                await web.TCPSite(runner, "127.0.0.1", 0).start()
                world.listens(f"http://127.0.0.1:{runner.addresses[0][1]}/slack")
            return made

        yield new


async def test_a_person_fills_in_a_form_and_clicks(world: World, bolt: NewBot) -> None:
    bot, emily, jack = await bolt(world), world.person(EMILY.id), world.person(JACK.id)
    async with emily.form() as opened:
        await emily.command("incident open", ROOM.id)
        form = await opened()
        assert (form.title, list(form.questions)) == ("Title", ["Title"])
        assert not await form.submit()
        assert form.errors == {"Title": "Say what it is about."}
        form.fill("Title", "Two certificates")
        assert await form.submit()
    card = await jack.sees(ROOM.id, "Two certificates")
    assert card.words == "*Two certificates* & more\nClose"
    assert card.buttons == ("Close",)
    await jack.click("Close", card)
    closed = await emily.sees(ROOM.id, "is closed")
    assert (closed.ts, closed.edited) == (card.ts, True)
    assert bot.heard[0][1]["text"] == "incident open"


async def test_a_mention_is_told_and_answered_for_that_person_alone(
    world: World, bolt: NewBot
) -> None:
    bot, emily, jack = await bolt(world), world.person(EMILY.id), world.person(JACK.id)
    world.facts.teams[EMILY.id] = "T0OTHER"
    await emily.say(ROOM.id, "this is not for the bot")
    await emily.say(ROOM.id, "@Comity today")
    told = await emily.sees(ROOM.id, "Only you see this.")
    assert told.private
    assert all("Only you" not in message.words for message in jack.reads(ROOM.id))
    assert [kind for kind, _ in bot.heard] == ["app_mention"]
    event = bot.heard[0][1]["event"]
    assert (event["user_team"], event["team"]) == ("T0OTHER", "T0OTHER")


async def test_words_to_the_bot_alone_and_its_home_reach_it(world: World, bolt: NewBot) -> None:
    bot, emily = await bolt(world), world.person(EMILY.id)
    await emily.tell_bot("today")
    await world.quiet()
    assert bot.heard[0][1]["event"]["channel"] == emily.direct
    await world.page.control("open-home", user=EMILY.id)
    await world.joined(ROOM.id, "U0XX")
    await world.quiet()
    kinds = [kind for kind, _ in bot.heard]
    assert kinds == ["message", "app_home_opened", "member_joined_channel"]


@pytest.mark.parametrize("way", [Twice(), Again(), Deaf()])
async def test_an_event_is_told_again(
    world: World, bolt: NewBot, way: Twice | Again | Deaf
) -> None:
    bot = await bolt(world)
    world.tells(way, "app_mention")
    await world.person(EMILY.id).say(ROOM.id, "@Comity today")
    await world.quiet()
    assert len(bot.heard) == 2
    assert bot.heard[0][1]["event_id"] == bot.heard[1][1]["event_id"]


async def test_what_is_delayed_comes_after_what_happened_later(world: World, bolt: NewBot) -> None:
    bot, emily = await bolt(world), world.person(EMILY.id)
    world.tells(Delayed(0.5), words="first")
    await emily.say(ROOM.id, "@Comity first")
    await emily.say(ROOM.id, "@Comity second")
    await world.quiet()
    assert ["second" in body["event"]["text"] for _, body in bot.heard] == [True, False]


async def test_a_wrong_signature_is_told_from_a_right_one(world: World, bolt: NewBot) -> None:
    bot = await bolt(world)
    if world.teller.url is None:
        return
    event = {"type": "event_callback", "event": {"type": "app_mention", "text": ""}}
    body, _ = body_of(EVENTS, event)
    assert await world.teller.post(EVENTS, event, signed("another secret", body)) == 401
    assert await world.teller.post(EVENTS, event, signed(world.signing_secret, body, 0)) == 401
    assert bot.heard == []
