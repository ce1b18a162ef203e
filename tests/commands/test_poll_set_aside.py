"""Under consensus the group may ask a State to stand aside, and cannot make it (DR-06, DR-23)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from tests.commands.certified import certificate
from tests.commands.deciding import CLOSES, done, newest, poll_of, put, vote


@pytest.mark.rule("DR-06", "DR-23")
async def test_a_majority_that_asks_a_state_to_stand_aside_lifts_no_objection(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=consensus_of_others")
    poll = made["poll"]
    await done(drill, "au1", "direct", f"poll challenge {poll} FR Its agency is the one named")
    assert "what you answer keeps its effect" in newest(drill, "direct:fr1")
    asked = await done(drill, "anouk", "draft", f"poll aside {poll} FR closes=2026-03-12T15:00Z")
    await vote(drill, asked.made["poll"], NL="yes", IT="yes", CA="yes", AU="yes", IL="yes")
    await drill.until(CLOSES - timedelta(days=3))
    assert "it stands aside only by its own word" in newest(drill, "draft")
    shown = words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    assert "Asked by the group to stand aside" in shown
    assert "counted as abstaining" not in shown
    await vote(drill, poll, NL="yes", IT="yes", CA="yes", AU="yes", IL="yes", FR="no")
    await drill.until(CLOSES + timedelta(minutes=5))
    assert (await poll_of(drill, made)).stage is Stage.NOT_ADOPTED
    files = await certificate(drill, "nl1", poll)
    assert "asked by others to stand aside" in " ".join(files["txt"].decode().split())
