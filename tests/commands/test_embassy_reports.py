"""What an embassy reports is heard under its own name, and is no authority's own report (T-30)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done, refused

OPEN = "incident open XV both practices=IP-DOC now=yes Birth certificates"


async def let_in(drill: Drill) -> str:
    """An incident that the Netherlands opened, and on which the embassy of France reported."""
    incident = (await done(drill, "nl1", "draft", OPEN)).made["incident"]
    await done(drill, "anouk", "draft", f"incident invite {incident} FR")
    await done(drill, "emb-fr", "direct", f"incident report {incident} Seen at the register")
    return incident


@pytest.mark.rule("T-30")
async def test_a_report_of_an_embassy_bears_its_name(drill: Drill) -> None:
    await let_in(drill)
    shown = "\n".join(drill.texts("draft"))
    assert "embassy of France" in shown
    assert "France:" not in shown.replace("embassy of France:", "")
    card = next(text for text in drill.texts("draft") if text.startswith("🗂"))
    assert "2 reports" in card
    assert "the Netherlands" in card
    assert "the embassy of France" in card


@pytest.mark.rule("T-30")
async def test_a_report_of_an_embassy_is_no_second_source(drill: Drill) -> None:
    incident = await let_in(drill)
    rule, said = await refused(drill, "it1", "draft", f"incident verify {incident}")
    assert rule == "stage"
    assert "What an embassy reports is heard and does not count" in said
    await done(drill, "ca1", "draft", f"incident report {incident} Two more certificates")
    await done(drill, "it1", "draft", f"incident verify {incident}")


@pytest.mark.rule("T-30")
async def test_an_embassy_is_told_that_it_is_let_in(drill: Drill) -> None:
    incident = await let_in(drill)
    told = [text for text in drill.texts("embassies") if "lets in" in text]
    assert len(told) == 1
    assert incident in told[0]
    assert "Birth" not in told[0]


@pytest.mark.rule("T-10", "T-30")
async def test_an_embassy_is_sent_to_a_room_in_which_it_sits(drill: Drill) -> None:
    incident = await let_in(drill)
    line = f"incident report {incident} Seen again"
    rule, said = await refused(drill, "emb-fr", "embassies", line)
    assert rule == "T-10"
    assert "your private room with me on Matrix" in said
    assert "other States" not in said


@pytest.mark.performs("incident invite")
@pytest.mark.rule("T-30")
async def test_an_invitation_is_taken_back_and_from_then_on_nothing_is_shown(drill: Drill) -> None:
    incident = (await done(drill, "nl1", "draft", OPEN)).made["incident"]
    line = f"incident invite {incident} FR remove=yes"
    rule, told = await refused(drill, "anouk", "draft", line)
    assert (rule, "the embassy of France" in told) == ("form", True)
    await done(drill, "anouk", "draft", f"incident invite {incident} FR,CA")
    assert f"`incident invite {incident} FR`" in words(await done(drill, "anouk", "draft", line))
    rule, _ = await refused(drill, "emb-fr", "direct", f"incident show {incident}")
    assert rule == "not_found"
    await done(drill, "emb-ca", "direct", f"incident show {incident}")
    [notice] = [text for text in drill.texts("embassies") if "no longer" in text]
    assert "the embassy of France" in notice
