"""Live cards: one in each room, the newest words, and nothing sent that says nothing new."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill

OPENED = "incident open XV both practices=IP-DOC Two birth certificates with the same number"


async def test_a_card_changes_in_place(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", OPENED)
    assert done is not None
    incident = done.made["incident"]
    await drill.say("ca1", "draft", f"incident report {incident} basis=fact A third certificate")
    card = drill.texts("draft")[0]
    assert incident in card
    assert "2 reports" in card
    assert len([text for text in drill.texts("draft") if text.startswith("🗂")]) == 1


async def test_a_card_whose_words_did_not_change_is_not_edited(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", OPENED)
    assert done is not None
    incident = done.made["incident"]
    await drill.say("ca1", "draft", f"incident report {incident} basis=fact A third certificate")
    [below] = [one for one in drill.shown if one.room == "slack-coord"]
    assert incident in below.text
    assert "Two birth" not in below.text


@pytest.mark.performs("room approve", "room freeze")
async def test_a_frozen_room_keeps_no_content_on_its_cards_and_gets_it_back(drill: Drill) -> None:
    await drill.say("nl1", "draft", OPENED)
    await drill.say("anouk", "draft", "room freeze here")
    assert not any("Two birth" in text for text in drill.texts("draft") if text.startswith("🗂"))
    await drill.say("anouk", "draft", "room approve here")
    assert any("Two birth" in text for text in drill.texts("draft") if text.startswith("🗂"))


async def test_the_room_with_the_state_concerned_is_offered_only_what_that_state_may_do(
    drill: Drill,
) -> None:
    done = await drill.say("nl1", "draft", OPENED)
    assert done is not None
    incident = done.made["incident"]
    await drill.say("nl1", "draft", f"incident inform {incident} Two certificates")
    await drill.say("xv1", "direct", "1")
    await drill.say("anouk", "draft", f"incident consult {incident}")
    line = f"response message {incident} new=pause ongoing=pause reason=none We ask Valdora"
    made = await drill.say("au1", "draft", line)
    assert made is not None
    response = made.made["response"]
    offer = await drill.say("nl1", "draft", f"commitment offer {incident} 30d Check all files")
    assert offer is not None
    commitment = offer.made["commitment"]
    [here] = [text for text in drill.texts("xv") if text.startswith("📄")]
    assert response in here
    with_valdora = "\n".join(drill.texts("xv"))
    among_others = "\n".join(drill.texts("draft"))
    for others in (
        f"message draft {incident} response={response}",
        f"commitment show {commitment}",
    ):
        assert others in among_others
        assert others not in with_valdora
    assert f"incident stance {incident}" in with_valdora
