"""Slack for tests does what Slack does: with an ordinary bot (slack-bolt) before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack.server import PROGRAM
from tests.servers.slack import (
    Again,
    Broken,
    Busy,
    Channel,
    Deaf,
    Delayed,
    Held,
    Lost,
    Twice,
    User,
    World,
    slack,
)
from tests.servers.slack.signing import signed
from tests.servers.slack.telling import EVENTS, body_of

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")

EMILY, JACK = User("U0CA1", "Emily"), User("U0AU1", "Jack")
ROOM = Channel("C0DRAFT", "coordination", (EMILY.id, JACK.id))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with slack(tmp_path / "slack", [EMILY, JACK], [ROOM]) as made:
        yield made
        assert made.wrong == []


class Bolt:
    """An ordinary bot: a form on a command, a card with a button, and answers to mentions."""

    def __init__(self, world: World) -> None:
        self.client = AsyncWebClient(world.bot_token, base_url=world.api_url, retry_handlers=[])
        self.app = AsyncApp(client=self.client, signing_secret=world.signing_secret)
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.app.command("/comity")(self.command)
        self.app.view("title")(self.submitted)
        self.app.action("close")(self.clicked)
        for event in ("app_mention", "message", "app_home_opened", "member_joined_channel"):
            self.app.event(event)(self.event)

    async def command(self, ack: Any, body: Any) -> None:
        self.heard.append(("command", body))
        await ack()
        label = {"type": "plain_text", "text": "Title"}
        element = {"type": "plain_text_input", "action_id": "v"}
        view = {
            "type": "modal",
            "callback_id": "title",
            "private_metadata": body["channel_id"],
            "title": label,
            "submit": {"type": "plain_text", "text": "Go"},
            "blocks": [{"type": "input", "block_id": "t", "label": label, "element": element}],
        }
        await self.client.views_open(trigger_id=body["trigger_id"], view=view)

    async def submitted(self, ack: Any, view: Any) -> None:
        title = view["state"]["values"]["t"]["v"]["value"]
        if not title:
            await ack(response_action="errors", errors={"t": "Say what it is about."})
            return
        await ack()
        await self.card(view["private_metadata"], title)

    async def card(self, channel: str, title: str) -> str:
        words = {"type": "plain_text", "text": "Close"}
        button = {"type": "button", "action_id": "close", "text": words, "value": title}
        said = await self.client.chat_postMessage(
            channel=channel,
            text=title,
            metadata={"event_type": "comity", "event_payload": {"key": title}},
            blocks=[
                {"type": "section", "text": {"type": "mrkdwn", "text": f"*{title}* &amp; more"}},
                {"type": "actions", "block_id": "a", "elements": [button]},
            ],
        )
        return str(said["ts"])

    async def clicked(self, ack: Any, body: Any) -> None:
        self.heard.append(("click", body))
        await ack()
        place, value = body["channel"]["id"], body["actions"][0]["value"]
        if body["container"].get("is_ephemeral"):
            return
        ts = body["message"]["ts"]
        await self.client.chat_update(channel=place, ts=ts, text=f"{value} is closed", blocks=[])

    async def event(self, event: Any, body: Any) -> None:
        self.heard.append((event["type"], body))
        if event["type"] == "app_mention":
            await self.client.chat_postEphemeral(
                channel=event["channel"], user=event["user"], text="Only you see this."
            )


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


async def test_calls_go_wrong_as_often_as_they_are_told_to(world: World) -> None:
    bot = Bolt(world)
    world.spoil("chat.*", Busy(7))
    with pytest.raises(SlackApiError) as busy:
        await bot.card(ROOM.id, "one")
    assert (busy.value.response.status_code, busy.value.response.headers["Retry-After"]) == (
        429,
        "7",
    )
    world.spoil("chat.postMessage", Broken(502))
    with pytest.raises(Exception, match="502"):
        await bot.card(ROOM.id, "one")
    assert world.calls == []
    world.spoil("chat.postMessage", Lost())
    with pytest.raises(aiohttp.ClientError):
        await bot.card(ROOM.id, "one")
    assert [call.method for call in world.calls] == ["chat.postMessage"]
    held = world.spoil("chat.postMessage", Held())
    sending = asyncio.create_task(bot.card(ROOM.id, "two"))
    assert (await held.caught())["text"] == "two"
    assert len(world.calls) == 1
    held.release()
    await sending
    assert [call.arguments["text"] for call in world.calls] == ["one", "two"]


async def test_a_message_is_found_again_by_its_metadata(world: World) -> None:
    bot = Bolt(world)
    ts = await bot.card(ROOM.id, "key-1")
    await bot.client.chat_postEphemeral(channel=ROOM.id, user=EMILY.id, text="x")
    found = await bot.client.conversations_history(
        channel=ROOM.id, oldest=ts, inclusive=True, include_all_metadata=True
    )
    assert [m["metadata"]["event_payload"] for m in found["messages"]] == [{"key": "key-1"}]
    world.facts.history = False
    with pytest.raises(SlackApiError, match="missing_scope"):
        await bot.client.conversations_history(channel=ROOM.id)


async def test_slack_refuses_what_it_refuses(world: World) -> None:
    client = Bolt(world).client
    ts = await world.person(EMILY.id).say(ROOM.id, "mine")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await client.chat_delete(channel=ROOM.id, ts=ts)
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        await client.chat_postEphemeral(channel=ROOM.id, user="U0XX", text="x")
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await AsyncWebClient("xoxb-old", base_url=world.api_url).auth_test()
    world.facts.guests.add(JACK.id)
    assert (await client.users_info(user=JACK.id))["user"]["is_restricted"]


async def test_connections_are_dropped_and_refreshed(world: World) -> None:
    bot = Bolt(world)
    plain = AsyncWebClient(base_url=world.api_url)
    handler = AsyncSocketModeHandler(bot.app, world.app_token, web_client=plain)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await world.links.connected(1)
    for end in (world.links.drop, world.links.refresh):
        opened = world.links.opened
        done = end()
        if done is not None:
            await done
        async with asyncio.timeout(20), world.links.news:
            await world.links.news.wait_for(lambda: world.links.opened > opened)  # noqa: B023
    await handler.close_async()  # type: ignore[no-untyped-call]


async def test_a_wrong_signature_is_told_from_a_right_one(world: World, bolt: NewBot) -> None:
    bot = await bolt(world)
    if world.teller.url is None:
        return
    event = {"type": "event_callback", "event": {"type": "app_mention", "text": ""}}
    body, _ = body_of(EVENTS, event)
    assert await world.teller.post(EVENTS, event, signed("another secret", body)) == 401
    assert await world.teller.post(EVENTS, event, signed(world.signing_secret, body, 0)) == 401
    assert bot.heard == []
