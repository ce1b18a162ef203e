"""Two bots on one PostgreSQL with one device: one dies (SIGKILL), nothing is lost or twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from tests.stories.conftest import NewTown
from tests.stories.live_bot import LiveBot
from tests.stories.town import Town

pytestmark = pytest.mark.xdist_group("synapse")
Beside = Callable[[Town], Awaitable[LiveBot]]


@pytest.fixture
async def beside() -> AsyncIterator[Beside]:
    """Starts another process of an installation that runs."""
    async with AsyncExitStack() as stack:

        async def start(here: Town) -> LiveBot:
            first = here.bot
            other = LiveBot(first.account, first.homeserver, first.folder, first.url)
            stack.push_async_callback(other.stop)
            await other.start()
            return other

        yield start


async def test_when_the_leader_dies_the_other_goes_on_with_its_device(
    town: NewTown, beside: Beside, migrated_postgres_url: str
) -> None:
    here = await town("draft", url=migrated_postgres_url)
    other = await beside(here)
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!whoami")
    await noor.hears("Noor")
    asked = [await noor.says("direct", f"why DR-{n:02}") for n in range(1, 6)]
    await noor.answered(asked[0])
    await here.bot.kill()
    here.door.drop()
    asked += [await noor.says("direct", f"why DR-{n:02}") for n in range(6, 11)]
    await other.logs("lead_won")
    await other.logs("platform_started")
    for event in asked:
        await noor.answered(event)
    await here.quiet()
    assert [m.answers for m in noor.told()[1:]] == asked
    assert not await other.look(lambda store: list(store.audit.verify(())))


async def test_the_one_that_comes_back_follows_and_takes_over_in_its_turn(
    town: NewTown, beside: Beside, migrated_postgres_url: str
) -> None:
    here = await town("draft", url=migrated_postgres_url)
    other = await beside(here)
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!whoami")
    await noor.hears("Noor")
    await here.bot.kill()
    await other.logs("platform_started")
    await here.bot.start()
    first = await noor.says("direct", "why DR-01")
    await noor.answered(first)
    before = len(here.bot.log)
    await other.kill()
    await here.bot.logs("platform_started", since=before)
    second = await noor.says("direct", "why DR-02")
    await noor.answered(second)
    await here.quiet()
    assert [m.answers for m in noor.told()[1:]] == [first, second]
