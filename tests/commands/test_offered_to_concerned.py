"""The State concerned is offered what it can do itself, and nothing that the others decide."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, standing
from tests.commands.deciding import cards_sent, done, put, refused
from tests.commands.test_commitment_force import adopted, offer


@pytest.mark.rule("DR-22")
async def test_the_state_concerned_is_not_offered_to_review_a_measure_towards_it(
    drill: Drill,
) -> None:
    made = await put(drill)
    await adopted(drill, made)
    await done(drill, "it1", "draft", offer(made))
    await cards_sent(drill)
    review = f"incident review {made['incident']}"
    assert (await refused(drill, "xv1", "xv", review))[0] == "DR-22"
    for room, offered in (("draft", True), ("xv", False)):
        cards = standing(drill.shown, room).values()
        [card] = [one for one in cards if one.startswith("📄")]
        assert ("in force" in card, review in card) == (True, offered)


@pytest.mark.rule("DR-22", "DR-30")
async def test_the_state_concerned_is_not_asked_to_carry_out_a_suspension_towards_it(
    drill: Drill,
) -> None:
    made = await put(drill)
    await adopted(drill, made)
    com = (await done(drill, "it1", "draft", offer(made))).made["commitment"]
    await done(drill, "it1", "draft", f"commitment withdraw {com} now=yes A court ruled")
    offered = f"commitment offer {made['incident']} response={made['response']}"
    for room, buttons in (("draft", True), ("xv", False)):
        [told] = [text for text in drill.texts(room) if "is active any more" in text]
        assert (offered in told) is buttons
