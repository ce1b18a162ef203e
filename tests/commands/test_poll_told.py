"""What is told around polls: why a silence lasts so long, procedural questions, who leaves."""

from __future__ import annotations

import pytest

from bot.cli.importing import leaving
from bot.rehearse.drill import Drill, words
from storage.directory.plan import Act, Change, Plan
from storage.directory.versions import MEMBER
from tests.commands.deciding import done, put


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
