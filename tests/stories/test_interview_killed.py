"""Killed (SIGKILL) in mid-interview: what was answered is kept, and each answer is taken once."""

from __future__ import annotations

import asyncio
import random

import pytest

from storage.store import Store
from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT

pytestmark = [pytest.mark.xdist_group("synapse"), pytest.mark.timeout(240)]

SEEN = "Two numbers on one certificate"
ANSWERS = (
    ("incident open", "Which State"),
    ("9", "What seems to be happening"),
    ("back", "Which State"),
    ("whoami", "You are Noor"),
    ("Valdora", "What seems to be happening"),
    ("4", "Is it still happening"),
    ("2", "What was seen"),
    (SEEN, "3  Cancel"),
)
"""What is said in turn, and what its answer says; a command of its own stands in between."""


def opened(store: Store) -> list[tuple[str, tuple[str, ...]]]:
    """The title of each incident with the States that it concerns."""
    listed = store.incidents.page("ica", "NL")
    return [(one.title, one.concerned) for one in listed]


async def test_killed_after_each_answer_of_an_interview_it_goes_on_and_opens_one_incident(
    town: NewTown, migrated_url: str
) -> None:
    here = await town("draft", url=migrated_url)
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!whoami")
    await noor.hears("You are Noor")
    chance = random.Random(7)  # noqa: S311 - a moment, no secret
    asked = []
    for text, answer in ANSWERS:
        asked.append(await noor.says(DIRECT, text))
        await asyncio.sleep(chance.uniform(0, 0.05))
        await here.killed()
        assert answer in (await noor.answered(asked[-1])).body, text
    assert not await here.bot.look(opened)
    asked.append(await noor.says(DIRECT, "1"))
    await asyncio.sleep(chance.uniform(0, 0.05))
    await here.killed()
    assert "is open" in (await noor.answered(asked[-1])).body
    await here.quiet()
    assert await here.bot.look(opened) == [(SEEN, ("XV",))]
    assert [message.answers for message in noor.told()[1:]] == asked
    cards = [m for m in noor.told("draft") if SEEN in m.body and m.thread is None]
    assert len(cards) == 1


async def test_what_was_cancelled_before_a_death_stays_cancelled(town: NewTown) -> None:
    here = await town("draft")
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!incident open")
    await noor.hears("Which State")
    await noor.answered(await noor.says(DIRECT, "9"))
    cancelled = await noor.says(DIRECT, "cancel")
    await here.killed()
    assert "Cancelled" in (await noor.answered(cancelled)).body
    after = await noor.says(DIRECT, "4")
    assert "do not know what “4” answers" in (await noor.answered(after)).body
    assert not await here.bot.look(opened)
