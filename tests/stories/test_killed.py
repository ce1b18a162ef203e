"""Killed (SIGKILL) at the worst moments and started again: nothing is lost, nothing is twice."""

from __future__ import annotations

import asyncio
import random

import pytest

from tests.stories.conftest import NewTown

pytestmark = pytest.mark.xdist_group("synapse")


async def test_killed_before_a_receipt_it_hears_the_command_after_the_restart(
    town: NewTown,
) -> None:
    here = await town("draft")
    noor = await here.delegate("nl1", "draft")
    held = here.door.hold_answer(lambda p: p.brings(noor.rooms["draft"]))
    await noor.says("draft", "!whoami")
    await held.caught()
    await here.killed()
    await noor.hears("Noor")
    await here.quiet()
    assert len(noor.told()) == 1


async def test_killed_before_a_send_it_sends_after_the_restart(town: NewTown) -> None:
    here = await town("draft")
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!timezone Europe/Paris")
    await noor.hears("Europe/Paris")
    await here.quiet()  # the bot knows that it was shown
    held = here.door.hold_request(lambda p: p.shows(noor.rooms["direct"]))
    event = await noor.says("direct", "timezone Europe/Rome")
    await held.caught()
    await here.killed()
    await noor.answered(event)
    await here.quiet()
    assert ["Paris" in m.body for m in noor.told()] == [True, False]


async def test_killed_in_a_send_it_shows_the_message_once(town: NewTown) -> None:
    here = await town("draft")
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!whoami")
    await noor.hears("Noor")
    await here.quiet()  # the bot knows that it was shown: the next answer is what is held
    held = here.door.hold_answer(lambda p: p.shows(noor.rooms["direct"]))
    event = await noor.says("direct", "why DR-01")
    await held.caught()
    await noor.answered(event)  # it is shown, but the bot does not know
    await here.killed()
    await here.quiet()
    after = await noor.says("direct", "why DR-02")
    await noor.answered(after)
    assert len(noor.answers(event)) == 1
    assert len(noor.told()) == 3


@pytest.mark.rule("DR-11")
async def test_killed_at_any_moment_it_answers_every_command_once_and_in_order(
    town: NewTown, migrated_url: str
) -> None:
    here = await town("draft", url=migrated_url)
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!whoami")
    await noor.hears("Noor")
    chance = random.Random(11)  # noqa: S311 - a moment, no secret
    asked: list[str] = []
    for turn in range(4):
        asked += [await noor.says("direct", f"why DR-{turn * 5 + n + 1:02}") for n in range(5)]
        await asyncio.sleep(chance.uniform(0, 0.03))
        await here.killed()
    for event in asked:
        await noor.answered(event)
    await here.quiet()
    assert [m.answers for m in noor.told()[1:]] == asked
    assert not await here.bot.look(lambda store: list(store.audit.verify(())))
