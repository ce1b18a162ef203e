"""Who is led to a commitment of their own: only those who may make it (DR-22, DR-30)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import CLOSES, VOTERS, cards_sent, proposed, put, vote
from tests.commands.test_right_of_reply import card, offered


async def adopted(drill: Drill) -> Mapping[str, str]:
    made = await put(drill)
    await vote(drill, made["poll"], **dict.fromkeys(VOTERS, "yes"))
    await drill.until(CLOSES + timedelta(hours=1))
    return made


@pytest.mark.rule("DR-22", "DR-30")
async def test_a_room_with_the_state_that_a_suspension_is_addressed_to_is_not_offered_to_suspend(
    drill: Drill,
) -> None:
    made = await adopted(drill)
    await cards_sent(drill)
    line = f"commitment offer {made['incident']} response={made['response']}"
    assert line in card(drill, "draft", made["response"])
    assert line in card(drill, "own-nl", made["response"])
    assert "commitment offer" not in card(drill, "full", made["response"])
    assert "commitment offer" not in card(drill, "xv", made["response"])


@pytest.mark.rule("DR-30")
async def test_whoever_cannot_commit_the_own_state_is_not_led_to_it(drill: Drill) -> None:
    made = await adopted(drill)
    for shown in ("response show {response}", "poll show {poll}", "incident show {incident}"):
        line = shown.format(**made)
        assert any("commitment offer" in one for one in await offered(drill, "fr1", "direct", line))
        for person in ("fr2", "anouk"):
            lines = await offered(drill, person, "direct", line)
            assert not any("commitment offer" in one for one in lines), (person, line)


@pytest.mark.rule("DR-30")
async def test_the_result_leads_to_a_commitment_that_carries_the_measure_out(drill: Drill) -> None:
    made = await adopted(drill)
    line = f"commitment offer {made['incident']} response={made['response']}"
    assert line in await offered(drill, "fr1", "direct", f"poll show {made['poll']}")
    assert [text for text in drill.texts("draft") if line in text]
    assert not [text for text in drill.texts("full") if line in text]


async def test_before_anything_is_adopted_nobody_is_led_to_carry_it_out(drill: Drill) -> None:
    made = await proposed(drill)
    assert "commitment offer" not in card(drill, "draft", made["response"])
