"""Embassies come only on the word of their own authority, attend, and do not vote (T-29, T-30)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.meetings import card, done, entries, incident, said


async def asked(drill: Drill) -> str:
    line = f"embassies convene {await incident(drill)} 2026-03-25..2026-03-26 The registry"
    return (await done(drill, "anouk", "draft", line)).made["meeting"]


@pytest.mark.performs("embassies call", "embassies convene")
@pytest.mark.rule("T-29")
async def test_each_authority_is_asked_and_its_embassy_comes_only_on_its_word(
    drill: Drill,
) -> None:
    meeting = await asked(drill)
    assert any("embassy of France in Valdora" in text for text in drill.texts("direct:fr1"))
    assert not any("embassy of" in text for text in drill.texts("direct:xv1"))
    assert (await said(drill, "emb-fr", "direct", f"meeting show {meeting}")).rule == "not_found"
    await done(drill, "fr1", "direct", "yes")
    await done(drill, "emb-fr", "direct", f"meeting show {meeting}")
    assert (await said(drill, "emb-ca", "direct", f"meeting show {meeting}")).rule == "not_found"
    forged = await said(drill, "emb-ca", "direct", f"embassies call {meeting} yes")
    assert forged.outcome == "refused"


@pytest.mark.rule("T-29")
async def test_time_and_closed_days_are_those_of_the_capital_where_they_meet(
    drill: Drill,
) -> None:
    meeting = await asked(drill)
    await done(drill, "fr1", "direct", "yes")
    shown = await card(drill, meeting)
    assert "09:00 Valdora City" in shown
    assert "Valdora, closed (Founders' Day)" in shown


@pytest.mark.rule("T-30")
async def test_an_embassy_answers_attends_and_counts_at_its_own_table(drill: Drill) -> None:
    meeting = await asked(drill)
    await done(drill, "fr1", "direct", "yes")
    await done(drill, "ca1", "direct", f"embassies call {meeting} yes")
    await done(drill, "emb-fr", "direct", "A")
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    [(_, event)] = entries(drill, "emb-fr")
    assert event["DTSTART"].params["TZID"] == "Etc/GMT-3"
    assert entries(drill, "fr1") == []
    here = await done(drill, "emb-fr", "direct", f"meeting attend {meeting}")
    assert "1 of 2" in words(here)
    for line in (f"meeting convene {meeting} A", f"meeting open {meeting}"):
        assert (await said(drill, "emb-fr", "direct", line)).outcome == "refused"


async def test_an_authority_takes_its_word_back_and_the_calendar_follows(drill: Drill) -> None:
    meeting = await asked(drill)
    await done(drill, "fr1", "direct", "yes")
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    await done(drill, "fr1", "direct", f"embassies call {meeting} no")
    assert [method for method, _ in entries(drill, "emb-fr")] == ["REQUEST", "CANCEL"]
    assert (await said(drill, "emb-fr", "direct", f"meeting show {meeting}")).rule == "not_found"


async def test_an_embassy_at_a_meeting_of_authorities_does_not_make_its_quorum(
    drill: Drill,
) -> None:
    about = await incident(drill)
    line = f"meeting propose {about} 2026-03-26 band=06-24 invite=NL,IT,emb-fr The registry"
    meeting = (await done(drill, "anouk", "draft", line)).made["meeting"]
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    here = await done(drill, "emb-fr", "direct", f"meeting attend {meeting}")
    assert "0 of 2" in words(here)
