"""Four agencies of one State act together in one room: they decide, and commit themselves."""

from __future__ import annotations

import asyncio

import pytest

from tests.bot.matrix.person import KEYLESS
from tests.stories.acts import NATIONAL, put_to_agencies
from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT

pytestmark = pytest.mark.xdist_group("synapse")


@pytest.mark.rule("DR-01", "DR-29")
async def test_agencies_decide_one_vote_each_and_commit_themselves_in_one_room(
    town: NewTown,
) -> None:
    here = await town(NATIONAL)
    people = await here.gather("bianca", "dario", "cwa1", "pol1", "ngo1", room=NATIONAL)
    bianca, dario, chiara, paolo, nadia = people
    await chiara.client.puts(chiara.rooms[NATIONAL], "m.room.encrypted", KEYLESS)
    put = await put_to_agencies(bianca, dario)
    for voter in (dario, chiara, paolo, nadia):
        assert (await voter.hears(put.poll)).mentions == [voter.client.account]
    answers = {dario: "1", chiara: "1", paolo: "1", nadia: "2"}
    await asyncio.gather(*(voter.says(DIRECT, given) for voter, given in answers.items()))
    for voter in answers:
        await voter.hears("recorded on")
    await bianca.says(NATIONAL, f"!poll close {put.poll}")
    unread = await nadia.hears("I could not read your last message", NATIONAL)
    assert unread.mentions == [chiara.client.account]
    result = await nadia.hears(lambda m: put.poll in m.body and "Adopted" in m.body, NATIONAL)
    assert result.sealed
    assert "No: Casa Ponte" in result.body

    offering = f"!commitment offer {put.incident} 10wd response={put.response} We send the numbers"
    offer = await paolo.makes(NATIONAL, offering, "COM")
    assert "State police" in (await nadia.hears(offer, NATIONAL)).body
    await here.quiet()
    for one in people:
        assert not one.repeats(NATIONAL)
        assert not one.repeats()
        assert not one.unread
