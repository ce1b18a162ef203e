"""A refusal speaks in plain words where its rule has no number."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill


@pytest.mark.rule("DR-22")
async def test_a_rule_is_named_where_it_has_a_number_and_a_text_to_read(drill: Drill) -> None:
    await drill.say("nl1", "direct", "incident consult")
    assert "why" not in drill.texts("direct:nl1")[-1]
    await drill.say("emb-fr", "direct", "incident consult")
    assert "Rule T-30: say `!why T-30`" in drill.texts("direct:emb-fr")[-1]


async def test_nobody_is_told_that_it_takes_the_clock(drill: Drill) -> None:
    await drill.say("nl1", "direct", "poll close POL-7Q4KD3N0Y")
    no = drill.texts("direct:nl1")[-1]
    assert "It takes one of these roles: chair or National Coordinator." in no
    assert "clock" not in no
