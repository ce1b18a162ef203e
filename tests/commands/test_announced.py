"""What is announced and not begun is on record: in the note to the chair and in a comparison."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done
from tests.commands.incidents import opened


@pytest.mark.rule("T-36")
async def test_the_chair_reads_what_is_announced_apart_from_what_nobody_has_said(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    await done(drill, "nl1", "draft", f"action announce {incident} continues As before")
    later = "suspension consulted=first starts=2026-04-01 We mean to pause"
    await done(drill, "it1", "draft", f"action announce {incident} {later}")
    note = words(await done(drill, "anouk", "direct", f"board divergence {incident}"))
    assert "no State is on record as suspending" in note
    assert "Announced, and not in effect yet: Italy from Wed 1 Apr" in note
    [unknown] = [line for line in note.splitlines() if "Nothing on record: " in line]
    assert "Italy" not in unknown
    assert "France" in unknown


@pytest.mark.rule("T-35")
async def test_a_comparison_says_why_it_is_empty_and_where_the_rest_stands(drill: Drill) -> None:
    incident = await opened(drill)
    await done(drill, "nl1", "draft", f"action announce {incident} continues As before")
    await done(drill, "it1", "draft", f"action announce {incident} suspension consulted=no Pause")
    shown = await done(drill, "nl1", "draft", f"action compare {incident}")
    assert "fewer than two States" in words(shown)
    assert "who continues as before" in words(shown)
    assert shown.page is not None
    assert [button.line for button in shown.page.buttons] == [f"board show {incident}"]


@pytest.mark.rule("T-31", "T-32")
async def test_organisations_are_offered_to_be_asked_when_consulting_and_before_a_reason(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    consulted = await done(drill, "anouk", "draft", f"incident consult {incident}")
    assert consulted.page is not None
    assert f"incident hear {incident}" in [one.line for one in consulted.page.buttons]
    line = f"response suspend {incident} new=pause ongoing=continue Suspend new adoptions"
    asked = await drill.say("au1", "draft", line)
    assert asked is not None
    assert asked.outcome == "asked"
    assert f"incident hear {incident}" in words(asked)
