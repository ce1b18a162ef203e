"""A State that says two opposite things about new adoptions hears it, and so does the chair."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done
from tests.commands.incidents import everything, opened

ODDS = "say opposite things"


async def asked(drill: Drill) -> str:
    incident = await opened(drill)
    await done(drill, "anouk", "draft", f"incident hold {incident}")
    return incident


@pytest.mark.rule("T-35", "T-38")
async def test_a_state_that_pauses_and_announces_that_it_continues_is_told_in_private(
    drill: Drill,
) -> None:
    incident = await asked(drill)
    await done(drill, "ca1", "direct", f"incident adoptions {incident} pause pause")
    told = await done(drill, "ca1", "draft", f"action announce {incident} continues As before")
    assert ODDS in words(told)
    assert len([text for text in drill.texts("direct:ca1") if ODDS in text]) == 1
    for room in ("draft", "slack-draft", "xv", "full", "direct:nl1"):
        assert ODDS not in everything(drill, room)
    note = words(await done(drill, "anouk", "direct", f"board divergence {incident}"))
    assert "Canada: its answer about new adoptions and its own measure" in note
    again = words(
        await done(drill, "ca1", "direct", f"incident adoptions {incident} continue pause")
    )
    assert ODDS not in again
    note = words(await done(drill, "anouk", "direct", f"board divergence {incident}"))
    assert ODDS not in note


@pytest.mark.rule("T-35", "T-38")
async def test_a_state_that_suspended_and_answers_that_it_continues_reads_that_at_once(
    drill: Drill,
) -> None:
    incident = await asked(drill)
    line = f"action announce {incident} suspension consulted=no Pause new files"
    await done(drill, "it1", "draft", line)
    said = words(
        await done(drill, "it1", "direct", f"incident adoptions {incident} continue pause")
    )
    assert ODDS in said
    said = words(
        await done(drill, "fr1", "direct", f"incident adoptions {incident} continue pause")
    )
    assert ODDS not in said
