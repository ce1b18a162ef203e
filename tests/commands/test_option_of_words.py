"""A named value may have several words, as one that is not named (commands.md)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import SUSPEND, consulted, done, poll_of, proposed


@pytest.mark.parametrize("day", ["20 March 2026", "Fri 20 Mar 2026", "2026-03-20"])
async def test_a_day_with_its_month_by_name_may_follow_its_field(drill: Drill, day: str) -> None:
    made = await proposed(drill)
    line = f"poll open {made['response']} closes={day} rule=simple_majority now=yes"
    opened = await done(drill, "anouk", "draft", line)
    poll = await poll_of(drill, opened.made)
    assert f"{poll.closes_at:%Y-%m-%d}" == "2026-03-20"
    assert poll.rule.value == "simple_majority"


async def test_what_follows_the_value_is_the_text_that_it_was(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"response suspend {incident} towards=Valdora review=20 May 2026 {SUSPEND}"
    made = await done(drill, "au1", "draft", line)
    shown = words(made)
    assert "Suspend new adoptions" in shown
    assert "20 May 2026" in shown


async def test_several_states_may_follow_their_field_with_spaces_between(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"embassies convene {incident} 2026-03-26 states=NL, IT, FR Fees in the capital"
    made = await done(drill, "anouk", "draft", line)
    assert "3 authorities are asked" in words(made)
    shown = words(await done(drill, "anouk", "draft", f"meeting show {made.made['meeting']}"))
    assert "About: Fees in the capital" in shown
