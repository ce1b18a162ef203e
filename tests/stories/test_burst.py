"""Four hundred commands of twenty people at once: each is answered, and in the order of each."""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT, Delegate

pytestmark = pytest.mark.xdist_group("synapse")

IN_THE_ROOM = ("anouk", "nl1", "it1", "fr1", "fr2", "ca1", "au1", "il1", "co1", "ph1")
IN_PRIVATE = ("xv1", "emb-fr", "emb-ca", "iss1", "rita", "sec1", "op1", "bianca", "dario", "cwa1")
RULES = [f"DR-{number:02}" for number in range(1, 21)]


async def hasty(person: Delegate, room: str) -> None:
    for rule in RULES:
        await person.says(room, f"!why {rule}")


async def answers(person: Delegate) -> list[str]:
    """The rules that the bot explained to this person, in the order of its answers."""
    async with asyncio.timeout(90):
        while True:
            await person.client.refresh()
            found = [re.search(r"DR-\d\d", message.body) for message in person.told()]
            rules = [one[0] for one in found if one]
            if len(rules) >= len(RULES):
                return rules
            await asyncio.sleep(0.5)


@pytest.mark.rule("DR-11")
async def test_every_command_of_a_burst_is_answered_and_in_order(town: NewTown) -> None:
    here = await town("draft")
    together = [await here.delegate(id, "draft", listening=False) for id in IN_THE_ROOM]
    alone = [await here.delegate(id, listening=False) for id in IN_PRIVATE]
    for person in together:
        await person.client.refresh()  # now everybody knows whom to encrypt for
        await person.says("draft", "!whoami")
        await person.joins(DIRECT)
    for person in alone:
        await person.asks_in_private("whoami")
    await here.quiet()

    writing = [hasty(person, "draft") for person in together]
    await asyncio.gather(*writing, *(hasty(person, DIRECT) for person in alone))
    for person in (*together, *alone):
        assert await answers(person) == RULES
    await here.quiet()
    for person in (*together, *alone):
        assert await answers(person) == RULES
        assert not person.unread
