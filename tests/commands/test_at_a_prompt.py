"""At a prompt in a room, an answer to what was asked in private goes there by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.console import Console, Screen
from bot.rehearse.drill import Drill, words
from tests.commands.meetings import proposed


@pytest.mark.parametrize("letters", ["A", "a if need be", "none"])
async def test_letters_for_an_availability_are_taken_at_the_prompt_of_a_room(
    drill: Drill, letters: str
) -> None:
    meeting = await proposed(drill)
    await drill.until(drill.now + timedelta(minutes=1))
    written: list[str] = []
    console = Console(drill.runtime, "it1", "draft", Screen(written.append))
    done = await console._say(letters)
    assert done is not None
    assert done.outcome == "done", words(done)
    assert meeting in done.line


async def test_letters_stay_in_the_room_where_no_availability_is_asked(drill: Drill) -> None:
    console = Console(drill.runtime, "it1", "draft", Screen(list[str]().append))
    done = await console._say("A C")
    assert done is not None
    assert done.outcome == "refused"
