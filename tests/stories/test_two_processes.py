"""Two bots on one PostgreSQL with one device: one dies (SIGKILL), nothing is lost or twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from tests.stories.conftest import NewBoth, NewTown
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.in_slack import SlackDelegate
from tests.stories.live_bot import LiveBot
from tests.stories.town import Town

pytestmark = pytest.mark.xdist_group("synapse-2")
Beside = Callable[[Town], Awaitable[LiveBot]]


@pytest.fixture
async def beside() -> AsyncIterator[Beside]:
    """Starts another process of an installation that runs."""
    async with AsyncExitStack() as stack:

        async def start(here: Town) -> LiveBot:
            other = here.beside()
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


def shown_once(emily: SlackDelegate, hugo: Delegate) -> None:
    """Each incident has one card on each platform."""
    for number in range(6):
        shown = [m for m in emily.told("slack-draft") if f"number {number}" in m.words]
        assert len([m for m in shown if not m.thread and not m.private]) == 1, number
        seen = [m for m in hugo.told("draft") if f"number {number}" in m.body]
        assert len([m for m in seen if m.thread is None]) == 1, number


@pytest.mark.rule("DR-11")
@pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")
@pytest.mark.parametrize("mode", [Mode.SOCKET, Mode.HTTP])
async def test_with_slack_too_one_of_two_dies_and_every_act_is_done_and_told_once(
    both: NewBoth, beside: Beside, migrated_postgres_url: str, mode: Mode
) -> None:
    here = await both("draft", "slack-draft", url=migrated_postgres_url, mode=mode)
    here.slack.teller.delays = (0.5, 2, 5, 10, 20, 40)
    other = await beside(here)
    hugo = await here.delegate("fr2", "draft")
    people = [here.in_slack(id) for id in ("nl1", "ca1", "au1")]
    await hugo.says("draft", "!whoami")
    await hugo.hears("Hugo")
    for number in range(6):
        line = f"incident open XV past practices=IP-DOC now=yes It has number {number}"
        await people[number % 3].says("slack-draft", line)
        if number == 3:
            await hugo.says(DIRECT, "why DR-01")
            await here.bot.kill()
            here.door.drop()
    await hugo.says(DIRECT, "why DR-02")
    await other.logs("platform_started")
    for number in range(6):
        await hugo.hears(f"number {number}", "draft")
        # What the dead process was sending, another takes over when its minute is over.
        await people[0].hears(f"number {number}", "slack-draft", timeout=120)
    await hugo.hears("DR-02")
    await here.slack.quiet()
    await here.quiet()
    shown_once(people[0], hugo)
    assert len([m for m in hugo.told() if "DR-0" in m.body]) == 2
    assert not here.slack.teller.unheard
    assert not await other.look(lambda store: list(store.audit.verify(())))
