"""Killed (SIGKILL) at the worst moments and started again: nothing is lost, nothing is twice."""

from __future__ import annotations

import asyncio
import random

import pytest

from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT
from tests.stories.town import Town

pytestmark = [pytest.mark.xdist_group("synapse"), pytest.mark.rule("A-22")]


async def test_killed_before_the_receipt_it_answers_after_the_restart_once(town: NewTown) -> None:
    here = await town("draft")
    noor = await here.delegate("nl1", "draft")
    held = here.door.hold_answer(lambda p: p.brings(noor.rooms["draft"]))
    await noor.says("draft", "!whoami")
    await held.caught()
    await here.bot.kill()
    here.door.drop()
    await here.bot.start()
    await noor.hears("Noor")
    await here.quiet()
    assert len(noor.told()) == 1
