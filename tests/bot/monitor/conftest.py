"""Roundtables whose platforms, disk and clock fail."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.demo.slack import Mode
from bot.demo.synapse import Synapse
from tests.bot.monitor.half_away import IN_BOTH, HalfAway
from tests.bot.monitor.roundtable import Roundtable
from tests.stories.proxy import door

NewRoundtable = Callable[..., Awaitable[Roundtable]]
NewHalfAway = Callable[[], Awaitable[HalfAway]]


@pytest.fixture
async def roundtable(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[NewRoundtable]:
    """Makes one; what Slack would not have taken fails the test."""
    async with AsyncExitStack() as stack:
        made: list[Roundtable] = []

        async def new(mode: Mode = Mode.SOCKET, url: str = "", **more: Any) -> Roundtable:
            where = url or f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'own.db')}"
            here = Roundtable(tmp_path / "bot", where, mode, **more)
            made.append(here)
            stack.push_async_callback(here.close)
            await here.settle()
            return here

        yield new
        assert not [fault for here in made for fault in here.slack.wrong]


@pytest.fixture
async def half_away(
    synapse: Synapse, sqlite_template: Path, tmp_path: Path
) -> AsyncIterator[NewHalfAway]:
    """Makes the one that is on both platforms; what Slack would not have taken fails the test."""
    async with AsyncExitStack() as stack:
        made: list[HalfAway] = []

        async def new() -> HalfAway:
            gate = await stack.enter_async_context(door(synapse.url))
            where = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'own.db')}"
            here = HalfAway(synapse, gate, tmp_path / "bot", where)
            made.append(here)
            stack.push_async_callback(here.close)
            await here.settle(IN_BOTH)
            await here.listening()
            return here

        yield new
        assert not [fault for here in made for fault in here.slack.wrong]
