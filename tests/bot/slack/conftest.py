"""A workspace with two people, and bots that listen in it over HTTP or a socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.demo.slack.server import PROGRAM
from bot.slack.settings import HTTP, SOCKET
from tests.bot.slack.ears import Ears, OneForm, settings
from tests.servers.slack import Channel, User, World, slack

NewBot = Callable[..., Awaitable[Ears]]
EMILY, JACK = User("U0CA1", "Emily"), User("U0AU1", "Jack")
ROOM = Channel("C0DRAFT", "coordination", (EMILY.id, JACK.id))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    if not PROGRAM.exists():
        pytest.skip("local-slack is for Linux on x86-64")
    async with slack(tmp_path / "slack", [EMILY, JACK], [ROOM]) as made:
        yield made
        assert made.wrong == []


@pytest.fixture(params=[HTTP, SOCKET])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def bot(world: World, tmp_path: Path) -> AsyncIterator[NewBot]:
    """Makes bots that listen."""
    bots: list[Ears] = []

    async def new(mode: str = HTTP, **more: object) -> Ears:
        ears = Ears(settings(world, tmp_path / "tokens", mode, **more), OneForm())
        ears.forms.known = (f"{world.team}:{ROOM.id}",)
        bots.append(ears)
        await ears.start(world, mode)
        return ears

    yield new
    for one in bots:
        await one.close()
