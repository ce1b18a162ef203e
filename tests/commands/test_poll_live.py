"""Consensus at a meeting: nobody has to answer, and nobody is shown as if it had not (DR-06)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import cards_sent, done, newest, proposed

MEETING = datetime(2026, 3, 19, 12, tzinfo=UTC)
STATES = "NL,IT,FR,CA,AU,IL,CO,PH"


async def asked(drill: Drill) -> str:
    """A text that five of eight parties are asked about at a meeting."""
    text = "new=pause ongoing=pause reason=none We ask Valdora to verify its registers"
    made = await proposed(drill, text, "message")
    line = f"kind=central_authorities_concerned duration=2h band=06-24 invite={STATES} It"
    meeting = (
        await done(drill, "anouk", "draft", f"meeting propose {made['incident']} 2026-03-19 {line}")
    ).made["meeting"]
    await done(drill, "anouk", "draft", f"meeting convene {meeting} {MEETING:%Y-%m-%dT%H:%MZ}")
    await drill.until(MEETING)
    await done(drill, "anouk", "draft", f"meeting attend {meeting} present=NL,IT,FR,CA,IL")
    await done(drill, "anouk", "draft", f"meeting open {meeting}")
    line = f"poll ask {made['response']} {meeting}"
    return (await done(drill, "anouk", "draft", line)).made["poll"]


@pytest.mark.performs("poll ask")
@pytest.mark.rule("DR-06")
async def test_while_it_is_asked_the_card_offers_an_objection_and_counts_no_answers(
    drill: Drill,
) -> None:
    poll = await asked(drill)
    await cards_sent(drill)
    card = next(text for text in drill.texts("draft") if text.startswith(f"🗳 {poll}"))
    chair = words(await done(drill, "anouk", "direct", f"poll show {poll}"))
    assert "The chair waits until 13:02:00 UTC+1." in card
    assert "The chair waits until 12:02:00 UTC." in chair
    assert f"poll object {poll}" in card
    for shown in (card, chair):
        assert "Who agrees need not answer." in shown
        assert f"poll vote {poll}" not in shown
        assert "Answered" not in shown
        assert "No answer" not in shown


@pytest.mark.rule("DR-06")
async def test_its_result_names_who_objected_and_nobody_for_having_said_nothing(
    drill: Drill,
) -> None:
    poll = await asked(drill)
    await done(drill, "ph1", "direct", f"poll object {poll} Manila could not be there")
    await drill.until(MEETING + timedelta(minutes=3))
    result = newest(drill, "draft")
    assert "Objection: the Philippines" in result
    assert "Philippines: “Manila could not be there”" in result
    assert "No answer" not in result
