"""Procedural or of substance: a vote that overrules somebody needs a ground (DR-25)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from tests.commands.deciding import (
    CLOSES,
    done,
    newest,
    poll_of,
    proposed,
    put,
    refused,
    vote,
)
from tests.commands.test_silence_unheard import changed

OPENLY = 'votes = "open" '
MAJORITY = "rule=simple_majority closes=2026-03-16T15:00Z"
SOON = "closes=2026-03-12T15:00Z"


async def strict(drill: Drill, folder: Path, votes: str) -> None:
    await changed(drill, folder, OPENLY, f'votes = "{votes}" ')


async def procedural(drill: Drill, folder: Path) -> dict[str, str]:
    """A response that the chair calls procedural, and the vote that was opened on that ground."""
    await strict(drill, folder, "never")
    made = await proposed(drill)
    res = made["response"]
    await done(drill, "anouk", "draft", f"poll category {res} procedural Only our own timetable")
    assert f"poll dispute {res}" in newest(drill, "draft")
    opened = await done(drill, "anouk", "draft", f"poll open {res} {MAJORITY}")
    return {**made, "poll": opened.made["poll"]}


@pytest.mark.rule("DR-25")
async def test_without_terms_that_allow_it_substance_is_not_put_to_a_majority(
    drill: Drill, tmp_path: Path
) -> None:
    await strict(drill, tmp_path, "never")
    made = await proposed(drill)
    rule, said = await refused(drill, "anouk", "draft", f"poll open {made['response']} {MAJORITY}")
    assert rule == "DR-25"
    assert "rule=consensus_of_others" in said
    silence = f"poll open {made['response']} rule=silence fallback=two_thirds"
    rule, _ = await refused(drill, "anouk", "draft", f"{silence} closes=2026-03-16T15:00Z")
    assert rule == "DR-25"
    await done(drill, "anouk", "draft", f"poll open {made['response']} closes=2026-03-16T15:00Z")


@pytest.mark.rule("DR-25")
async def test_the_chair_says_first_how_consensus_was_sought_in_vain(
    drill: Drill, tmp_path: Path
) -> None:
    await strict(drill, tmp_path, "exhausted")
    made = await proposed(drill)
    asked = await drill.say("anouk", "draft", f"poll open {made['response']} {MAJORITY}")
    assert asked is not None
    assert asked.outcome == "asked"
    assert "how was consensus sought in vain?" in words(asked)
    opened = await done(drill, "anouk", "direct", "Two meetings, and a silence that was broken")
    made = {**made, "poll": opened.made["poll"]}
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="yes", AU="yes", IL="no")
    await drill.until(CLOSES + timedelta(minutes=5))
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    assert "as the chair records: “Two meetings" in newest(drill, "draft")


@pytest.mark.rule("DR-25")
async def test_a_state_puts_the_category_to_the_group_and_substance_ends_the_vote(
    drill: Drill, tmp_path: Path
) -> None:
    made = await procedural(drill, tmp_path)
    res = made["response"]
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="yes", AU="yes", FR="yes")
    asked = await done(drill, "il1", "direct", f"poll dispute {res} {SOON} It stops adoptions")
    assert f"Is {res} a procedural question?" in newest(drill, "direct:nl1")
    assert "It stops adoptions" in newest(drill, "draft")
    rule, _ = await refused(drill, "co1", "direct", f"poll dispute {res} {SOON} Nor do we")
    assert rule == "DR-25"
    await vote(drill, asked.made["poll"], NL="no", IT="no", CA="no", AU="yes", IL="no", FR="yes")
    await drill.until(CLOSES - timedelta(days=3))
    assert (await poll_of(drill, made)).stage is Stage.WITHDRAWN
    assert any("of substance" in text for text in drill.texts("draft")[-3:])
    rule, _ = await refused(drill, "nl1", "direct", f"poll vote {made['poll']} yes")
    assert rule == "stage"
    rule, _ = await refused(drill, "anouk", "draft", f"poll open {res} {MAJORITY}")
    assert rule == "DR-25"
    rule, _ = await refused(drill, "anouk", "draft", f"poll category {res} procedural Again")
    assert rule == "DR-25"


@pytest.mark.rule("DR-25")
async def test_only_who_decides_disputes_a_category_and_before_the_vote_closes(
    drill: Drill, tmp_path: Path
) -> None:
    made = await procedural(drill, tmp_path)
    dispute = f"poll dispute {made['response']}"
    rule, _ = await refused(drill, "xv1", "direct", f"{dispute} {SOON} Not so")
    assert rule in ("DR-20", "not_found")
    rule, _ = await refused(drill, "il1", "direct", f"{dispute} closes=2026-03-16T15:00Z Not so")
    assert rule == "DR-23"


@pytest.mark.performs("poll category", "poll dispute")
@pytest.mark.rule("DR-25")
async def test_a_simple_majority_makes_it_procedural_and_while_it_is_asked_no_vote_opens(
    drill: Drill, tmp_path: Path
) -> None:
    await strict(drill, tmp_path, "exhausted")
    made = await proposed(drill)
    res = made["response"]
    await done(drill, "anouk", "draft", f"poll category {res} substantive It stops adoptions")
    asked = await done(drill, "il1", "direct", f"poll dispute {res} {SOON} It names a date only")
    rule, _ = await refused(drill, "anouk", "draft", f"poll open {res} {MAJORITY}")
    assert rule == "DR-25"
    await vote(drill, asked.made["poll"], NL="yes", IT="yes", CA="yes", AU="yes", IL="yes")
    await drill.until(CLOSES - timedelta(days=3))
    assert "a majority may decide it" in newest(drill, "draft")
    await done(drill, "anouk", "draft", f"poll open {res} {MAJORITY}")


@pytest.mark.rule("DR-25")
async def test_where_the_terms_say_open_the_chair_opens_a_vote(drill: Drill) -> None:
    made = await put(drill)
    assert (await poll_of(drill, made)).annexes == ()
