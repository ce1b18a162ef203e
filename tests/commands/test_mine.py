"""What one's own State has a part in: also what it only proposed, or voted on."""

from __future__ import annotations

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import put, vote
from tests.commands.incidents import said


async def test_an_incident_is_of_who_proposed_or_voted_on_it(asking: Drill) -> None:
    made = await put(asking)
    await vote(asking, made["poll"], CA="yes")
    for person, part in (("au1", True), ("ca1", True), ("ph1", False)):
        mine = words(await said(asking, person, "direct", "incident list mine=yes"))
        assert (made["incident"] in mine) is part, person
        assert made["poll"] in words(await said(asking, person, "direct", "poll list mine=yes"))
