"""The homeserver is killed (SIGKILL) and started again in mid-poll: no answer is lost or twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.demo.synapse import Synapse
from tests.stories.acts import NATIONAL, put_to_agencies
from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT

pytestmark = pytest.mark.xdist_group("synapse")


@pytest.mark.rule("DR-01")
async def test_a_poll_outlives_the_death_of_the_homeserver(
    town: NewTown, server_data: Path
) -> None:
    with Synapse(server_data / "mid-poll") as homeserver:
        here = await town(NATIONAL, behind=homeserver)
        people = await here.gather("bianca", "dario", "cwa1", "pol1", "ngo1", room=NATIONAL)
        bianca, dario, chiara, paolo, nadia = people
        poll = (await put_to_agencies(bianca, dario)).poll
        for voter in (dario, chiara, paolo, nadia):
            await voter.hears(poll)
        await dario.says(DIRECT, "1")
        await dario.hears("recorded on")
        held = here.door.hold_answer(lambda p: p.shows(chiara.rooms[DIRECT]))
        await chiara.says(DIRECT, "1")
        await held.caught()
        await asyncio.to_thread(homeserver.kill)
        here.door.drop()
        await here.bot.logs("matrix.sync.failed")
        await asyncio.to_thread(homeserver.start)
        await paolo.says(DIRECT, "1")
        await nadia.says(DIRECT, "1")
        for voter in (dario, chiara, paolo, nadia):
            await voter.hears("recorded on", timeout=60)
        await bianca.says(NATIONAL, f"!poll close {poll}")
        await paolo.hears(lambda m: poll in m.body and "Adopted" in m.body, NATIONAL)
        await here.quiet()
        for voter in (dario, chiara, paolo, nadia):
            assert len([m for m in voter.told() if "recorded on" in m.body]) == 1
            assert not voter.unread
        await here.close()
