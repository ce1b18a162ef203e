"""What is told around polls: why a silence lasts so long, procedural questions, who leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cli.importing import leaving
from bot.rehearse.drill import Drill, words
from storage.directory.plan import Act, Change, Plan
from storage.directory.versions import MEMBER
from tests.commands.deciding import CLOSES, done, newest, put, refused, vote


@pytest.mark.rule("DR-08")
async def test_a_silence_explains_its_end_and_offers_the_sheet_for_the_ministry(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    shown = await done(drill, "nl1", "direct", f"poll show {made['poll']}")
    assert "The earliest" in words(shown)
    assert f"sheet {made['poll']}" in words(shown)


@pytest.mark.rule("DR-25")
async def test_a_procedural_question_stands_in_the_brief_by_its_own_words(drill: Drill) -> None:
    made = await put(drill)
    line = f"poll aside {made['poll']} FR closes=2026-03-12T15:00Z"
    await done(drill, "au1", "direct", f"poll challenge {made['poll']} FR It is named")
    await done(drill, "anouk", "draft", line)
    brief = words(await done(drill, "nl1", "direct", f"incident brief {made['incident']}"))
    assert "Does France stand aside" in brief
    # How the group decides on itself is for those who decide (DR-22).
    apart = words(await done(drill, "xv1", "direct", f"incident brief {made['incident']}"))
    assert made["poll"] in apart
    assert "France stand" not in apart


@pytest.mark.rule("DR-21")
async def test_an_import_that_drops_a_party_names_the_polls_in_which_it_still_decides(
    drill: Drill,
) -> None:
    made = await put(drill)
    plan = Plan((Change(Act.ENDED, MEMBER, ("ica", "PH"), {}),), 0)
    [said] = await drill.runtime.database.run(lambda store: leaving(store, plan))
    assert (said["party"], said["poll"]) == ("PH", made["poll"])
    other = Plan((Change(Act.ENDED, MEMBER, ("ica", "XV"), {}),), 0)
    assert await drill.runtime.database.run(lambda store: leaving(store, other)) == ()


@pytest.mark.rule("DR-08")
async def test_a_text_that_is_announced_stands_in_the_list_with_its_expiry(drill: Drill) -> None:
    made = await put(drill, "rule=silence notice=yes", CLOSES + timedelta(days=4))
    listed = words(await done(drill, "nl1", "direct", "poll list"))
    assert "placed under silence Thu 12 Mar" in listed
    assert f"poll show {made['poll']}" in listed
    assert made["poll"] in words(await done(drill, "xv1", "direct", "poll list"))


@pytest.mark.rule("DR-08")
async def test_why_a_silence_ends_then_is_told_capital_by_capital(drill: Drill) -> None:
    made = await put(drill, "rule=silence")
    told = words(await done(drill, "nl1", "direct", f"why {made['poll']}"))
    assert "The earliest" in told
    assert "Australia: Tue 10 Mar" in told
    assert "why DR-08" in told
    rule, _ = await refused(drill, "iss1", "direct", f"why {made['poll']}")
    assert rule == "not_found"


@pytest.mark.rule("DR-12")
async def test_why_a_vote_ends_then_is_told_by_the_days_that_each_capital_has(drill: Drill) -> None:
    made = await put(drill)
    told = words(await done(drill, "nl1", "direct", f"why {made['poll']}"))
    assert "Netherlands: 4 full working days" in told


@pytest.mark.rule("DR-25")
async def test_a_procedural_question_is_named_by_its_own_words_in_what_waits(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "au1", "direct", f"poll challenge {made['poll']} FR It is named")
    line = f"poll aside {made['poll']} FR closes=2026-03-12T15:00Z"
    await done(drill, "anouk", "draft", line)
    assert "Does France stand aside" in words(await done(drill, "anouk", "direct", "today"))


@pytest.mark.rule("DR-21")
async def test_that_a_party_left_begins_with_the_party_and_names_the_evidence(
    drill: Drill,
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], PH="no")
    leave = f"poll leave {made['poll']} PH withdrawn Note verbale 9/2026"
    begins = "The Philippines left the group"
    entered = words(await done(drill, "sec1", "draft", leave))
    assert entered.startswith(f"{begins}: that is entered on “Suspend new adoptions” (POL-")
    asked = newest(drill, "direct:anouk")
    assert asked.startswith(f"{begins}: that was entered on “Suspend new adoptions” (POL-")
    assert "Evidence: Note verbale 9/2026" in asked
    recorded = words(await done(drill, "anouk", "direct", leave))
    assert recorded.startswith(f"{begins}, so its answer on “Suspend new adoptions” does not count")
    assert recorded.splitlines()[0] in [text.splitlines()[0] for text in drill.texts("draft")]
