"""A letter that came in time is not passed over; one that came too late is kept (DR-09, DR-33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.annex import AnnexKind
from coordination.poll.stage import Stage
from tests.commands.deciding import CLOSES, VOTERS, done, newest, poll_of, put, refused

HOUR = timedelta(hours=1)


@pytest.mark.rule("DR-09", "DR-33")
async def test_a_silence_does_not_end_over_an_objection_by_letter_that_came_in_time(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    poll = made["poll"]
    for person in VOTERS.values():
        await done(drill, person, "draft", f"poll acknowledge {poll} received")
    await drill.until(CLOSES - HOUR)
    line = f"poll enter {poll} PH object 2026-03-16T13:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES + HOUR)
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    rule, said = await refused(drill, "anouk", "direct", f"poll close {poll}")
    assert rule == "DR-33"
    assert f"poll countersign {poll} PH" in said
    late = f"poll enter {poll} CO object 2026-03-16T14:00Z Note verbale 13/2026"
    assert "without effect" in words(await done(drill, "sec1", "direct", late))
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH yes")
    after = await poll_of(drill, made)
    assert (after.stage, after.number) == (Stage.BROKEN, None)
    assert [one.party for one in after.annexes if one.kind is AnnexKind.LATE] == ["CO"]


@pytest.mark.rule("DR-09", "DR-33")
async def test_who_finds_that_the_letter_says_something_else_ends_the_wait(drill: Drill) -> None:
    made = await put(drill, "rule=silence")
    poll = made["poll"]
    for person in VOTERS.values():
        await done(drill, person, "draft", f"poll acknowledge {poll} received")
    await drill.until(CLOSES - HOUR)
    line = f"poll enter {poll} PH object 2026-03-16T13:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES + HOUR)
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH no")
    await drill.until(CLOSES + HOUR + timedelta(minutes=2))
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    assert "decision no. 1" in newest(drill, "draft")
