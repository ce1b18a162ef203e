"""What a card and a private answer offer to send: what fits now, to whom may send it."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import cards_sent, consulted, done, put, vote
from tests.commands.incidents import opened, said
from tests.commands.meetings import proposed as meeting_proposed


def of(drill: Drill, room: str, start: str) -> str:
    """The newest words of the one message of a room that begins so."""
    [found] = [text for text in drill.texts(room) if text.startswith(start)]
    return found


async def test_a_card_says_its_label_last_before_its_ready_lines(drill: Drill) -> None:
    incident = await opened(drill)
    lines = [line for line in of(drill, "draft", "🗂").splitlines() if not line.startswith("→")]
    assert incident in lines[0]
    assert lines[-1].endswith("TLP:AMBER+STRICT")


async def test_a_consultation_offers_the_four_common_responses(drill: Drill) -> None:
    incident = await consulted(drill)
    await cards_sent(drill)
    card = of(drill, "draft", "🗂")
    for verb in ("suspend", "message", "unify", "assist"):
        assert f"response {verb} {incident}" in card


async def test_what_was_adopted_offers_a_commitment_and_a_roundtable(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="no")
    await vote(drill, made["poll"], AU="yes", IL="yes", CO="yes", PH="yes")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    await cards_sent(drill)
    card = of(drill, "draft", "🗂")
    assert f"commitment offer {made['incident']}" in card
    assert f"meeting propose {made['incident']}" in card
    assert "each State makes its own commitment" in card


@pytest.mark.rule("DR-29")
async def test_a_result_is_told_once_and_the_card_of_its_poll_points_to_it(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="no")
    await vote(drill, made["poll"], AU="yes", IL="yes", CO="yes", PH="yes")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    await cards_sent(drill)
    [told] = [text for text in drill.texts("draft") if "No: Canada" in text]
    title = "Suspend new adoptions"
    assert f"Adopted, decision no. 1: {title} ({made['poll']})" in told
    card = of(drill, "draft", f"🗳 {made['poll']} · adopted, decision no. 1")
    assert title not in card
    assert f"poll show {made['poll']}" in card


async def test_a_private_answer_offers_only_what_the_person_may_do(drill: Drill) -> None:
    incident = await opened(drill)
    officer = words(await said(drill, "ca1", "direct", f"incident show {incident}"))
    chair = words(await said(drill, "anouk", "direct", f"incident show {incident}"))
    assert f"incident report {incident}" in officer
    assert f"incident consult {incident}" not in officer
    assert f"incident consult {incident}" in chair


async def test_two_open_questions_are_named_with_the_line_that_answers_each(drill: Drill) -> None:
    first, second = await meeting_proposed(drill), await meeting_proposed(drill)
    for typed in ("1", "A"):
        no = await said(drill, "nl1", "direct", typed)
        assert no.rule == "form"
        for meeting in (first, second):
            assert f"`meeting available {meeting}`" in words(no)
