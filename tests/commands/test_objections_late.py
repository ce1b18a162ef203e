"""Objections without effect: told with day and time, and by what had ended the silence (DR-09)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from tests.commands.deciding import CLOSES, done, poll_of, put, receive

SILENCE = "rule=silence"
HELD = CLOSES + timedelta(days=2)


@pytest.mark.rule("DR-09", "DR-33")
async def test_a_late_objection_is_told_with_the_days_of_its_times(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"])
    await drill.until(HELD)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    line = f"poll enter {made['poll']} PH object 2026-03-13T15:30Z channel=call Call of 13 March"
    said = words(await done(drill, "sec1", "direct", line))
    assert "reached the secretariat by call on Fri 13 Mar 2026, 15:30:00 UTC" in said
    assert "entered on Wed 18 Mar 2026, 15:00:00 UTC" in said
    assert "the silence had ended on Mon 16 Mar 2026, 15:00:00 UTC" in said
    assert "Call of 13 March" in said
    own = words(await done(drill, "au1", "direct", f"poll object {made['poll']} §3 is unclear"))
    assert "received on Wed 18 Mar 2026, 15:00:00 UTC" in own
    shown = words(await done(drill, "it1", "direct", f"poll show {made['poll']}"))
    assert "by call on Fri 13 Mar 2026" in shown
    assert "Australia objected too late, without effect" in shown
