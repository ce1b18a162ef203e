"""A State's own measure: never blocked, and asked whether it consulted before."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.test_commitment import opened, said


@pytest.mark.rule("T-34")
async def test_a_state_is_asked_whether_it_consulted_and_is_never_blocked(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"action announce {incident} suspension From 1 May no new files"
    assert "consult" in words(await said(drill, "it1", "draft", line))
    assert "urgent" in words(await said(drill, "it1", "direct", "3"))
    done = await said(drill, "it1", "direct", "A child was about to travel")
    assert done.outcome == "done"
    [told] = [text for text in drill.texts("draft") if done.made["action"] in text]
    for part in ("Italy: suspends adoptions", "From 1 May", "A child was about to travel"):
        assert part in told
    assert done.made["action"] in words(await said(drill, "nl1", "draft", "action list"))
    assert done.made["action"] not in words(await said(drill, "xv1", "direct", "action list"))


@pytest.mark.rule("T-34")
async def test_that_the_group_consults_on_the_incident_is_not_taken_for_the_state_s_own_word(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    assert (await said(drill, "anouk", "draft", f"incident consult {incident}")).outcome == "done"
    asked = await said(drill, "it1", "draft", f"action announce {incident} checks Each file twice")
    assert "Were the others consulted before?" in words(asked)
    done = await said(drill, "it1", "direct", "no")
    assert done.outcome == "done"
    assert "The others were not consulted before." in words(done)


@pytest.mark.performs("action describe")
@pytest.mark.rule("T-10", "T-34")
async def test_where_its_words_may_not_stand_the_measure_counts_without_them(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"action announce {incident} suspension consulted=no Two couples are affected"
    done = await said(drill, "ca1", "slack-coord", line)
    assert done.outcome == "done"
    assert not any("couples" in t for room in ("draft", "slack-coord") for t in drill.texts(room))
    assert "Canada: suspends adoptions" in drill.texts("direct:ca1")[-1]
    [alone] = [one.text for one in drill.shown if one.kind == "whisper"]
    assert "it stands in your private room" in alone
    id = done.made["action"]
    more = await said(drill, "ca1", "direct", f"action describe {id} Two couples are affected")
    assert more.outcome == "done"
    assert any("couples" in text for text in drill.texts("draft"))


@pytest.mark.performs("action announce", "action list", "action withdraw")
@pytest.mark.rule("T-30", "T-34")
async def test_only_who_speaks_for_a_state_announces_and_takes_back(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"action announce {incident} checks consulted=no"
    assert (await said(drill, "emb-ca", "embassies", line)).rule == "T-30"
    id = (await said(drill, "it1", "draft", line)).made["action"]
    other = await said(drill, "fr1", "draft", f"action withdraw {id} A mistake")
    assert (other.outcome, other.rule) == ("refused", "mandate")
    done = await said(drill, "it1", "draft", f"action withdraw {id} Announced by mistake")
    assert done.outcome == "done"
    again = await said(drill, "it1", "draft", f"action withdraw {id} Announced by mistake")
    assert (again.outcome, again.rule) == ("refused", "stage")
    assert "withdrawn" in words(
        await said(drill, "nl1", "draft", f"action list incident={incident}")
    )


@pytest.mark.rule("T-34", "T-35")
async def test_an_interview_asks_for_what_is_laid_side_by_side_and_each_can_be_left_out(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    await said(drill, "it1", "draft", f"action announce {incident}")
    asked = [
        words(await said(drill, "it1", "direct", answer)).partition("\n")[0]
        for answer in ("1", "No new files", "All files from Valdora", "2026-05-01", "skip")
    ]
    for question, part in zip(
        asked,
        ("What is done", "Which adoptions", "From which day", "On what condition", "Were the"),
        strict=True,
    ):
        assert question.startswith(part), asked
    done = words(await said(drill, "it1", "direct", "no"))
    for part in ("No new files", "All files from Valdora", "1 May 2026"):
        assert part in done


@pytest.mark.rule("T-34")
async def test_a_whole_line_is_asked_for_nothing_but_what_the_rule_wants(drill: Drill) -> None:
    incident = await opened(drill)
    await said(drill, "it1", "draft", f"action announce {incident} suspension")
    assert (await said(drill, "it1", "direct", "no")).outcome == "done"
