"""Who reads a poll in which the own State has answered is led to change that, in private."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill
from commands.outcome import Button
from coordination.said import Said
from tests.commands.deciding import put, vote


async def ways(drill: Drill, person: str, poll: str) -> tuple[Button, ...]:
    said = await drill.say(person, "draft", f"poll show {poll}")
    assert said is not None
    assert said.page is not None
    return tuple(b for b in said.page.buttons if b.line == f"poll vote {poll}")


@pytest.mark.rule("DR-16", "DR-29")
async def test_whose_state_has_answered_is_led_to_change_it_and_nobody_else(drill: Drill) -> None:
    poll = (await put(drill))["poll"]
    give = (Button(Said("poll.act.vote"), f"poll vote {poll}"),)
    change = (Button(Said("poll.act.change"), f"poll vote {poll}"),)
    assert await ways(drill, "it1", poll) == give
    await vote(drill, poll, IT="no")
    assert await ways(drill, "it1", poll) == change
    assert await ways(drill, "nl1", poll) == give
    shown = [text for text in drill.texts("draft") if poll in text]
    assert not any("Change the answer" in text for text in shown)
    assert any("Give our answer" in text for text in shown)


@pytest.mark.rule("DR-16")
async def test_a_first_answer_and_a_changed_one_are_both_given_by_the_same_line(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await vote(drill, poll, IT="no")
    [button] = await ways(drill, "it1", poll)
    asked = await drill.say("it1", "direct", button.line)
    assert asked is not None
    assert asked.outcome == "asked"
    again = await drill.say("it1", "direct", "yes")
    assert again is not None
    assert again.outcome == "done"
    kept = await drill.runtime.database.run(lambda store: store.polls.votes(poll))
    assert [one.answer.value for one in kept][-1] == "yes"
