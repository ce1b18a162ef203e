"""A poll that waits for capitals: one for which nobody may confirm, and the last word (DR-13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from tests.commands.deciding import CLOSES, done, newest, put, vote

ANNOUNCED = CLOSES + timedelta(minutes=5)


async def waiting_for_italy(drill: Drill) -> str:
    """A poll that one answer of Italy carries, given subject to its capital."""
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", FR="yes", CA="no", PH="no", AU="abstain")
    await done(drill, "it1", "direct", "5")
    return made["poll"]


@pytest.mark.rule("DR-13", "DR-23")
async def test_the_chair_hears_of_a_capital_for_which_nobody_may_confirm(drill: Drill) -> None:
    poll = await waiting_for_italy(drill)
    await done(drill, "it1", "direct", f"poll interest {poll} mine My sister works there")
    await drill.until(ANNOUNCED)
    assert not any("does your capital confirm" in text for text in drill.texts("direct:it1"))
    [told] = [text for text in drill.texts("direct:anouk") if "nobody may confirm" in text]
    assert "Italy" in told
    assert f"poll confirm {poll}" in told
    await done(drill, "anouk", "direct", "directory contact IT")
    assert "directory contact IT" in told


@pytest.mark.rule("DR-13")
async def test_what_a_capital_says_is_shown_once_more_before_it_ends_the_poll(
    drill: Drill,
) -> None:
    poll = await waiting_for_italy(drill)
    await drill.until(ANNOUNCED)
    assert not any("nobody may confirm" in text for text in drill.texts("direct:anouk"))
    asked = await drill.say("it1", "direct", f"poll confirm {poll} no preview=yes")
    assert asked is not None
    assert asked.outcome == "asked", words(asked)
    assert "cannot be changed" in words(asked)
    found = await drill.runtime.database.run(lambda store: store.polls.look(poll))
    assert found is not None
    assert found.stage is Stage.ADOPTED_AD_REFERENDUM
    await done(drill, "it1", "direct", f"poll confirm {poll} yes now=yes")
    found = await drill.runtime.database.run(lambda store: store.polls.look(poll))
    assert found is not None
    assert found.stage is Stage.ADOPTED


@pytest.mark.rule("DR-13", "DR-30")
async def test_what_waits_for_capitals_leads_to_their_word_and_to_commitments_once_it_stands(
    drill: Drill,
) -> None:
    poll = await waiting_for_italy(drill)
    await drill.until(ANNOUNCED)
    [waits] = [text for text in drill.texts("draft") if "Adopted ad referendum" in text]
    assert f"poll confirm {poll}" in waits
    assert "commitment offer" not in waits
    await done(drill, "it1", "direct", f"poll confirm {poll} yes now=yes")
    stands = [text for text in drill.texts("draft") if "Adopted, decision no. 1" in text[:30]][-1]
    assert "commitment offer" in stands
    assert "poll confirm" not in stands


@pytest.mark.rule("DR-13")
async def test_a_capital_is_told_its_own_deadline_and_the_incident_waits_for_it(
    drill: Drill,
) -> None:
    poll = await waiting_for_italy(drill)
    await drill.until(ANNOUNCED)
    found = await drill.runtime.database.run(lambda store: store.polls.look(poll))
    assert found is not None
    assert found.confirm_by is not None
    day = f"{found.confirm_by:%-d %b}"
    assert day != f"{CLOSES:%-d %b}"
    page = words(await done(drill, "it1", "direct", "today"))
    [line] = [line for line in page.splitlines() if "does your capital confirm" in line]
    assert f"until {found.confirm_by:%a} {day}" in line
    card = words(await done(drill, "nl1", "draft", f"incident show {found.incident}"))
    assert "the capitals confirm what was answered ad referendum" in card
    assert "the parties answer in the poll" not in card


@pytest.mark.rule("DR-13")
async def test_a_result_names_each_capital_once_by_whether_it_has_spoken(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", CA="no", PH="no", AU="abstain")
    for person in ("fr1", "it1"):
        await done(drill, person, "direct", f"poll vote {made['poll']} yes_ad_referendum")
    await drill.until(ANNOUNCED)
    assert "answered ad referendum: France and Italy." in newest(drill, "draft")
    await done(drill, "it1", "direct", f"poll confirm {made['poll']} yes now=yes")
    shown = words(await done(drill, "anouk", "draft", f"poll show {made['poll']}"))
    assert "It stands once these confirm what they answered ad referendum: France." in shown
    assert "Answered ad referendum: Italy\n" in shown
