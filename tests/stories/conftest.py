"""Stories on real servers: Synapse, the bot as a process of its own, people with real clients."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.demo.slack import Mode
from bot.demo.synapse import Synapse
from tests.stories.both import Both
from tests.stories.proxy import door
from tests.stories.slack_town import SlackTown
from tests.stories.town import Town

LONG = ("tests/stories/", "tests/test_rehearsals.py", "tests/test_green.py", "tests/bot/demo/")

NewTown = Callable[..., Awaitable[Town]]
NewBoth = Callable[..., Awaitable[Both]]
NewSlackTown = Callable[..., Awaitable[SlackTown]]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: at the end of a run no worker waits long for another."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture
async def town(synapse: Synapse, sqlite_template: Path, tmp_path: Path) -> AsyncIterator[NewTown]:
    """Makes an installation with these rooms of the demonstration, and starts its bot."""
    async with AsyncExitStack() as stack:

        async def new(*rooms: str, url: str | None = None, behind: Synapse | None = None) -> Town:
            server = behind or synapse
            gate = await stack.enter_async_context(door(server.url))
            where = url or f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'own.db')}"
            made = Town(server, gate, tmp_path / "bot", where)
            stack.push_async_callback(made.close)
            await made.settle(rooms)
            return made

        yield new


@pytest.fixture
async def both(synapse: Synapse, sqlite_template: Path, tmp_path: Path) -> AsyncIterator[NewBoth]:
    """The same on both platforms; what Slack would not have taken fails the test."""
    async with AsyncExitStack() as stack:
        towns: list[Both] = []

        async def new(
            *rooms: str, url: str | None = None, kind: type[Both] = Both, **more: Any
        ) -> Both:
            gate = await stack.enter_async_context(door(synapse.url))
            where = url or f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'own.db')}"
            made = kind(synapse, gate, tmp_path / "bot", where, **more)
            towns.append(made)
            stack.push_async_callback(made.close)
            await made.settle(rooms)
            await made.listening()
            return made

        yield new
        assert not [fault for made in towns for fault in made.slack.wrong]


@pytest.fixture
async def slack_town(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[NewSlackTown]:
    """Makes a roundtable in Slack alone; what Slack would not have taken fails the test."""
    async with AsyncExitStack() as stack:
        towns: list[SlackTown] = []

        async def new(mode: Mode, **more: Any) -> SlackTown:
            where = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'own.db')}"
            made = SlackTown(tmp_path / "bot", where, mode, **more)
            towns.append(made)
            stack.push_async_callback(made.close)
            await made.settle()
            return made

        yield new
        assert not [fault for made in towns for fault in made.slack.wrong]
