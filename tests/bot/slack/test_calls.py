"""Calls of Slack's Web API."""

from __future__ import annotations

import time

import pytest

from bot.rooms import Unclear
from bot.slack.calls import Web
from tests.servers.slack import Held, World


async def test_an_answer_that_never_comes_is_not_waited_for(world: World) -> None:
    async def token() -> str:
        return world.bot_token

    world.spoil("auth.test", Held())
    web = Web(world.api_url, token, seconds=0.3)
    began = time.monotonic()
    with pytest.raises(Unclear):
        await web.ask("auth.test")
    assert time.monotonic() - began < 10
    await web.close()
