"""Slack for tests fails as Slack fails, and refuses what it refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack.server import PROGRAM
from tests.servers.slack import (
    Broken,
    Busy,
    Held,
    Lost,
    World,
    slack,
)
from tests.servers.slack.bolt import EMILY, JACK, ROOM, Bolt

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with slack(tmp_path / "slack", [EMILY, JACK], [ROOM]) as made:
        yield made
        assert made.wrong == []


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
