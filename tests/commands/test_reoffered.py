"""What may not stand in a shared room is taken out of it, and its writer is told so aloud."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.recording import Shown
from bot.rehearse.drill import Drill
from tests.commands.deciding import put

SECRET = "Marigold-Petunia"


def told(drill: Drill, person: str) -> Shown:
    """The newest message of a person's own room."""
    return [one for one in drill.shown if one.room == f"direct:{person}"][-1]


def mentioned(drill: Drill, person: str) -> bool:
    """Whether the newest message of a person's own room notifies the person."""
    return told(drill, person).mention == (f"@{person}:localhost",)


@pytest.mark.rule("DR-29")
async def test_whoever_votes_where_all_can_read_is_notified_that_it_does_not_count(
    drill: Drill,
) -> None:
    made = await put(drill)
    await drill.say("nl1", "draft", f"poll vote {made['poll']} yes")
    assert "does not count" in told(drill, "nl1").text
    assert mentioned(drill, "nl1")
    await drill.say("nl1", "draft", f"poll vot {made['poll']} yes")
    assert "take it out of the room" in told(drill, "nl1").text
    assert mentioned(drill, "nl1")


async def test_whoever_is_refused_without_a_loss_is_not_notified(drill: Drill) -> None:
    await drill.say("nl1", "draft", "incident list stage=nowhere")
    assert "nowhere" in told(drill, "nl1").text
    assert not mentioned(drill, "nl1")


@pytest.mark.rule("DR-29")
async def test_a_vote_under_the_poll_s_own_card_is_offered_again_with_the_poll(
    drill: Drill,
) -> None:
    made, other = await put(drill), await put(drill)
    await drill.until(drill.now + timedelta(seconds=10))
    for one in (made, other):
        card = next(s for s in drill.shown if s.room == "draft" and one["poll"] in s.text)
        await drill.say("nl1", "draft", "poll vote yes", answers=card.remote)
        assert f"→ Give our answer: `!poll vote {one['poll']} yes`" in told(drill, "nl1").text
        await drill.say("nl1", "draft", "poll vote", answers=card.remote)
        assert f"`!poll vote {one['poll']}`" in told(drill, "nl1").text


@pytest.mark.rule("DR-29")
async def test_a_vote_under_nothing_is_offered_again_for_each_poll_that_is_open(
    drill: Drill,
) -> None:
    made, other = await put(drill), await put(drill)
    await drill.say("nl1", "draft", "poll vote no")
    for one in (made, other):
        assert f"`!poll vote {one['poll']} no`" in told(drill, "nl1").text
