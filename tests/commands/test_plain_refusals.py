"""A refusal speaks in plain words where its rule has no number."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill


@pytest.mark.rule("DR-22")
async def test_a_rule_without_a_number_is_offered_in_words(drill: Drill) -> None:
    await drill.say("nl1", "direct", "incident consult")
    told = drill.texts("direct:nl1")[-1]
    assert "The reason in full: `!why mandate`" in told
    assert "Rule mandate" not in told
