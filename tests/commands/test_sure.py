"""A second look is answered by number, as a preview is: only while it stands last (DR-32)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from coordination.incident.stage import Stage
from tests.commands.deciding import put
from tests.commands.incidents import kept
from tests.commands.meetings import said
from tests.commands.test_said_again import second, votes

LINE = "incident open XV both practices=IP-DOC now=yes Certificates"


async def looked(asking: Drill, room: str = "direct") -> str:
    """An incident whose confirming the chair is asked to be sure of, in this room."""
    id = (await said(asking, "it1", "draft", LINE)).made["incident"]
    asked = await said(asking, "anouk", room, f"incident verify {id}")
    assert "1  Yes, do it" in words(asked)
    assert f"incident verify {id} now=yes" in words(asked)
    return id


async def stage(asking: Drill, id: str) -> Stage:
    return (await kept(asking, id)).stage


@pytest.mark.rule("DR-32")
@pytest.mark.parametrize(
    ("room", "yes"), [("direct", "1"), ("draft", "1"), ("direct", "Yes"), ("direct", "1.")]
)
async def test_a_number_or_yes_does_what_the_second_look_shows(
    asking: Drill, room: str, yes: str
) -> None:
    id = await looked(asking, room)
    assert await stage(asking, id) is Stage.SUSPECTED
    assert (await said(asking, "anouk", "direct", yes)).outcome == "done"
    assert await stage(asking, id) is Stage.SUBSTANTIATED
    assert (await said(asking, "anouk", "direct", "1")).outcome == "refused"


async def test_two_leaves_it_and_its_line_does_it_still(asking: Drill) -> None:
    id = await looked(asking)
    assert "Nothing was done" in words(await said(asking, "anouk", "direct", "2"))
    assert (await said(asking, "anouk", "direct", "1")).outcome == "refused"
    assert await stage(asking, id) is Stage.SUSPECTED
    await said(asking, "anouk", "direct", f"incident verify {id} now=yes")
    assert await stage(asking, id) is Stage.SUBSTANTIATED


async def test_what_is_neither_yes_nor_no_leaves_it_open(asking: Drill) -> None:
    id = await looked(asking)
    unclear = await said(asking, "anouk", "direct", "3")
    assert unclear.outcome == "refused"
    assert "1 to do it" in words(unclear)
    await said(asking, "anouk", "direct", "1")
    assert await stage(asking, id) is Stage.SUBSTANTIATED


@pytest.mark.rule("DR-32")
@pytest.mark.parametrize("between", ["today", "incident list"])
async def test_a_number_after_something_else_does_nothing(asking: Drill, between: str) -> None:
    id = await looked(asking)
    await said(asking, "anouk", "direct", between)
    assert (await said(asking, "anouk", "direct", "1")).outcome == "refused"
    assert await stage(asking, id) is Stage.SUSPECTED


@pytest.mark.rule("DR-32")
async def test_a_ballot_below_a_second_look_keeps_a_number_from_both(asking: Drill) -> None:
    made = await put(asking)
    line = f"commitment offer {made['incident']} 2026-07-01 Change the circular"
    assert "1  Yes, do it" in words(await said(asking, "it1", "direct", line))
    other = await second(asking, made["incident"])
    asked = await said(asking, "it1", "direct", "1")
    assert "nothing is recorded" in words(asked)
    assert "1  Yes, do it" in words(asked)
    assert await votes(asking, other) == await votes(asking, made["poll"]) == []
    assert (await said(asking, "it1", "direct", "1")).outcome == "done"


async def test_an_interview_that_waits_is_not_lost_to_a_second_look(asking: Drill) -> None:
    id = (await said(asking, "it1", "draft", LINE)).made["incident"]
    await said(asking, "anouk", "direct", "incident open")
    asked = await said(asking, "anouk", "direct", f"incident verify {id}")
    assert "1  Yes" not in words(asked)
    assert f"incident verify {id} now=yes" in words(asked)
    await said(asking, "anouk", "direct", "1")
    assert await stage(asking, id) is Stage.SUSPECTED
