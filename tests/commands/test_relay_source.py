"""Carried words come from the room they were written in, wherever they are sent off."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.incidents import OPEN, everything, opened, said


@pytest.mark.rule("P-01")
@pytest.mark.parametrize(
    ("room", "other", "called"),
    [
        ("draft", "slack-coord", "ICA Coordination"),
        ("slack-coord", "draft", "#coordination in Slack"),
    ],
)
async def test_words_come_from_the_room_they_were_written_in_wherever_they_are_sent_off(
    asking: Drill, room: str, other: str, called: str
) -> None:
    id = await opened(asking, line=OPEN.replace("both", "both now=yes"))
    line = f"incident relay {id} label=green We read it on Monday"
    before = everything(asking, room)
    shown = await said(asking, "nl1", room, line)
    private = "direct:nl1@slack" if room.startswith("slack") else "direct:nl1"
    done = await said(asking, "nl1", private, "1")
    assert (shown.outcome, done.outcome) == ("asked", "done"), words(done)
    assert f"carried here from {called}" in everything(asking, other)
    assert "Monday" not in everything(asking, room).removeprefix(before)


async def test_words_typed_in_private_come_from_a_private_room(asking: Drill) -> None:
    id = await opened(asking, line=OPEN.replace("both", "both now=yes"))
    await said(asking, "nl1", "draft", "incident relay to=slack-coord label=green")
    for answer in (id, "We read it on Monday", "1"):
        done = await said(asking, "nl1", "direct:nl1", answer)
    assert done.outcome == "done", words(done)
    assert "carried here from a private room" in everything(asking, "slack-coord")
