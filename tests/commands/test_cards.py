"""Live cards: one in each room, the newest words, and nothing sent that says nothing new."""

from __future__ import annotations

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


async def test_a_frozen_room_keeps_no_content_on_its_cards_and_gets_it_back(drill: Drill) -> None:
    await drill.say("nl1", "draft", OPENED)
    await drill.say("anouk", "draft", "room freeze here")
    assert not any("Two birth" in text for text in drill.texts("draft") if text.startswith("🗂"))
    await drill.say("anouk", "draft", "room approve here")
    assert any("Two birth" in text for text in drill.texts("draft") if text.startswith("🗂"))
