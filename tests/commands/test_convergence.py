"""The board in the bot: for the States other than the one concerned, live, and never a ranking."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done, proposed, refused
from tests.commands.incidents import everything, opened, said

PNG = b"\x89PNG\r\n\x1a\n"
SOON = timedelta(minutes=2)


async def later(drill: Drill, by: timedelta = SOON) -> None:
    """Let the clock look at the board, and its card be edited."""
    await drill.until(drill.now + by)


def pictures(drill: Drill, room: str) -> list[bytes]:
    return [one.content for one in drill.shown if one.kind == "file" and one.room == room]


async def measures(drill: Drill) -> str:
    """Israel has suspended by itself, and Canada goes on."""
    incident = await opened(drill)
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "xv1", "direct", f"incident acknowledge {incident}")
    await done(drill, "il1", "draft", f"action announce {incident} suspension consulted=no Pause")
    await done(drill, "ca1", "draft", f"action announce {incident} continues As before")
    await later(drill)
    return incident


@pytest.mark.performs("board divergence")
@pytest.mark.rule("T-36")
async def test_the_chair_alone_is_told_once_that_measures_diverge(drill: Drill) -> None:
    incident = await measures(drill)
    told = "some States have suspended new adoptions while others continue them"
    [note] = [text for text in drill.texts("direct:anouk") if told in text]
    assert "suspended: Israel since Mon 9 Mar" in note
    assert "continue: Canada since Mon 9 Mar" in note
    assert "Nothing on record: Australia" in note
    for room in ("draft", "slack-draft", "xv", "full", "embassies", "direct:nl1", "direct:xv1"):
        assert told not in everything(drill, room)
    await done(drill, "it1", "draft", f"action announce {incident} suspension consulted=no Pause")
    await later(drill)
    assert len([text for text in drill.texts("direct:anouk") if told in text]) == 1
    assert (await refused(drill, "nl1", "draft", f"board divergence {incident}"))[0] == "mandate"
    asked = await done(drill, "anouk", "draft", f"board divergence {incident}")
    assert "Israel since Mon 9 Mar · Italy since Mon 9 Mar" in words(asked)


@pytest.mark.rule("T-36")
async def test_the_board_stands_among_the_others_and_nowhere_else(drill: Drill) -> None:
    incident = await measures(drill)
    [board] = [text for text in drill.texts("draft") if text.startswith("🧭")]
    [legend] = [line for line in board.splitlines() if line.startswith("Unknown: nothing")]
    assert len(legend) < 170
    for line in (
        "in force: Israel since Mon 9 Mar",
        "not taking part: Canada",
        "unknown: Australia · Colombia · France · Italy · Netherlands · Philippines",
        "without any ranking",
    ):
        assert line in board
    for room in ("xv", "full", "slack-coord", "embassies", "observers", "own-nl"):
        assert "🧭" not in everything(drill, room)
        assert "continues adoptions" not in everything(drill, room)
    for person, room in (("xv1", "direct"), ("iss1", "direct"), ("emb-fr", "direct")):
        for line in (f"board show {incident}", f"action compare {incident}"):
            assert (await refused(drill, person, room, line))[0] == "not_found"


@pytest.mark.performs("board follow", "board show")
async def test_a_picture_comes_when_answers_change_and_on_request(drill: Drill) -> None:
    incident = await measures(drill)
    assert [made[:8] for made in pictures(drill, "draft")] == [PNG]
    await done(drill, "it1", "draft", f"action announce {incident} suspension consulted=no Pause")
    await later(drill)
    assert len(pictures(drill, "draft")) == 1
    shown = await done(drill, "nl1", "draft", f"board show {incident} picture=yes")
    assert "Italy since Mon 9 Mar" in words(shown)
    await later(drill)
    assert [made[:8] for made in pictures(drill, "direct:nl1")] == [PNG]
    [file] = [one for one in drill.shown if one.kind == "file" and one.room == "direct:nl1"]
    assert f"{incident}.png" in file.text
    assert "unknown: Australia" in file.text


async def test_no_picture_is_posted_before_anything_is_on_record_of_a_state(drill: Drill) -> None:
    incident = (await proposed(drill))["incident"]
    await done(drill, "anouk", "draft", f"incident hold {incident}")
    await later(drill)
    assert any(text.startswith("🧭") for text in drill.texts("draft"))
    assert pictures(drill, "draft") == []
    await done(drill, "it1", "draft", f"action announce {incident} suspension consulted=no Pause")
    await later(drill)
    assert [made[:8] for made in pictures(drill, "draft")] == [PNG]


@pytest.mark.rule("T-38")
async def test_while_no_state_has_answered_that_is_said_once(drill: Drill) -> None:
    incident = await opened(drill)
    asked = words(await done(drill, "anouk", "draft", f"incident hold {incident}"))
    assert asked.count("8 States are asked") == 1
    assert asked.count("No answer yet from Australia, Canada") == 1
    assert "from 8" not in asked
    await later(drill)
    board = drill.texts("draft")[-1]
    assert "New adoptions and adoptions in process: no answer yet from 8 States" in board
    assert board.count("no answer yet") == 1
    await done(drill, "it1", "direct", f"incident adoptions {incident} pause continue")
    again = words(await done(drill, "anouk", "draft", f"incident hold {incident}"))
    assert "New adoptions: 1 State pauses and no answer yet from 7 States" in again


@pytest.mark.performs("incident adoptions", "incident hold")
@pytest.mark.rule("T-38")
async def test_each_state_answers_in_private_and_the_others_see_numbers(drill: Drill) -> None:
    incident = await opened(drill)
    await done(drill, "anouk", "draft", f"incident hold {incident}")
    assert "what does your State do about adoptions" in everything(drill, "direct:it1")
    await done(drill, "it1", "direct", f"incident adoptions {incident} pause continue")
    line = f"incident adoptions {incident} pause pause"
    assert (await refused(drill, "fr1", "draft", line))[0] == "DR-29"
    await done(drill, "fr1", "direct", f"incident adoptions {incident} pause pause")
    await done(drill, "fr1", "direct", f"incident adoptions {incident} continue pause")
    await later(drill)
    board = everything(drill, "draft")
    assert (
        "New adoptions: 1 State continues, 1 State pauses and no answer yet from 6 States" in board
    )
    assert (
        "Adoptions in process: 1 State continues, 1 State pauses and no answer yet from 6 States"
        in board
    )
    for name in ("pause: Italy", "continue: France", "continue: Italy"):
        assert name not in board
    again = await done(drill, "anouk", "draft", f"incident hold {incident}")
    assert "6 States are asked" in words(again)
    assert "Italy" not in words(again).split("No answer yet from ")[-1]


@pytest.mark.rule("T-38")
async def test_it_becomes_past_with_the_chair_s_reason_while_states_are_silent(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    await done(drill, "anouk", "draft", f"incident hold {incident}")
    line = f"incident correct {incident} timing=past"
    rule, text = await refused(drill, "nl1", "draft", f"{line} reason=over Birth certificates")
    assert rule == "mandate"
    assert "8 States have not yet answered" in text
    asked = await said(drill, "anouk", "draft", line)
    assert asked.outcome == "asked"
    assert "Why is it past now all the same?" in words(asked)
    done_ = await said(drill, "anouk", "draft", f"{line} reason=register Birth certificates")
    assert done_.outcome == "done"


@pytest.mark.performs(
    "action answer", "action begin", "action close", "action comment", "action end"
)
@pytest.mark.rule("T-34", "T-35")
async def test_others_see_a_measure_before_it_begins_and_its_state_says_when(drill: Drill) -> None:
    incident = await opened(drill)
    times = "closes=2026-03-11T09:00Z starts=2026-03-12T09:00Z scope=new_files"
    line = f"action announce {incident} suspension consulted=first {times} No new files"
    id = (await done(drill, "it1", "draft", line)).made["action"]
    await done(drill, "fr1", "draft", f"action comment {id} Wait for the meeting")
    assert "France gives its view" in everything(drill, "draft")
    early = await said(drill, "it1", "draft", f"action start {id}")
    assert early.outcome == "asked"
    assert "your State decides" in words(early)
    await said(drill, "it1", "direct", "cancel")
    await later(drill, timedelta(days=2, hours=1))
    assert "1 party has given one" in everything(drill, "draft")
    await later(drill, timedelta(days=1))
    assert "Is it in effect?" in everything(drill, "direct:it1")
    await later(drill)
    [board] = [text for text in drill.texts("draft") if text.startswith("🧭")]
    assert "announced: Italy from Thu 12 Mar" in board
    await done(drill, "it1", "direct", f"action answer {id} in_effect")
    await later(drill)
    [board] = [text for text in drill.texts("draft") if text.startswith("🧭")]
    assert "in force: Italy since Thu 12 Mar" in board
    ended = await done(drill, "it1", "draft", f"action end {id} The register is in force")
    assert "No longer in effect" in words(ended)
    await later(drill)
    [board] = [text for text in drill.texts("draft") if text.startswith("🧭")]
    assert "not taking part: Italy" in board
