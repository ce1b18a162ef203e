"""Whoever may not do something anywhere is told so before where it would belong."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.incidents import said


@pytest.mark.rule("DR-29")
async def test_who_lacks_the_role_is_told_so_and_sent_nowhere(drill: Drill) -> None:
    for room, line in (("draft", "message enter MSG-7Q4KD3N0Y"), ("slack-coord", "message enter")):
        no = await said(drill, "nl1", room, line)
        assert no.rule == "mandate"
        assert "one of these roles: secretariat" in words(no)
        assert "give it in private" not in words(no)


@pytest.mark.rule("T-10")
async def test_what_a_room_may_not_hold_is_not_asked_for_elsewhere_of_who_lacks_the_role(
    drill: Drill,
) -> None:
    line = "message enter MSG-7Q4KD3N0Y NL sign 2026-03-09T08:00Z Note 3"
    no = await said(drill, "nl1", "slack-coord", line)
    assert no.rule == "T-10"
    assert "one of these roles: secretariat" in words(no)
    assert "Write it" not in words(no)
