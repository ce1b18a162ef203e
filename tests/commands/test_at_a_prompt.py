"""At a prompt in a room, an answer to what was asked in private goes there by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.console import Console, Screen
from bot.rehearse.drill import Drill, words
from tests.commands.deciding import put
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


@pytest.mark.parametrize("word", ["yes", "No.", "1", "2."])
async def test_an_answer_to_a_ballot_is_taken_at_the_prompt_of_a_room(
    drill: Drill, word: str
) -> None:
    poll = (await put(drill))["poll"]
    console = Console(drill.runtime, "it1", "draft", Screen(list[str]().append))
    done = await console._say(word)
    assert done is not None
    assert done.outcome == "done", words(done)
    assert f"poll vote {poll}" in done.line
    assert not any("Italy: " in text for text in drill.texts("draft"))


async def test_a_person_and_a_room_are_named_by_their_names_as_well(drill: Drill) -> None:
    written: list[str] = []
    console = Console(drill.runtime, "it1", "draft", Screen(written.append))
    for line, prompt in (
        ("/as Noor", "nl1@draft> "),
        ("/as ca1", "ca1@draft> "),
        ("/in The-Other-States", "ca1@slack-draft> "),
        ("/in direct", "ca1@direct> "),
    ):
        await console.take(line)
        assert console.prompt == prompt
    assert written == []
    await console.take("/as Nobody")
    assert "Nobody is called “Nobody” here" in "".join(written)
    assert console.prompt == "ca1@direct> "


async def test_people_are_listed_with_their_roles_and_for_whom(drill: Drill) -> None:
    written: list[str] = []
    console = Console(drill.runtime, "it1", "draft", Screen(written.append))
    assert await console.take("/people")
    rows = {row.split()[0]: row for row in "".join(written).splitlines()}
    assert "Luca — " in rows["it1"]
    assert "Central Authority officer" in rows["it1"]
    assert rows["it1"].endswith("for Italy")
    assert rows["nl1"].endswith("for the Netherlands")
    assert "operator" in rows["op1"]


async def test_a_card_that_several_rooms_show_stands_once_with_the_others_named(
    drill: Drill,
) -> None:
    written: list[str] = []
    console = Console(drill.runtime, "it1", "draft", Screen(written.append))
    done = await drill.say("nl1", "draft", "!incident open XV both practices=IP-DOC now=yes Papers")
    await drill.until(drill.now + timedelta(minutes=1))
    cards = [one for one in drill.shown if "Next: another authority" in one.text]
    for shown in drill.shown:
        console.show(shown)
    told = "".join(written)
    assert done is not None
    assert len({one.room for one in cards}) > 1
    assert told.count("Next: another authority") == 1
    for one in cards[1:]:
        assert f"The same in {one.room}." in told
    again = len(written)
    console.show(cards[0])
    assert "Next: another authority" in "".join(written[again:])


async def test_what_the_terminal_does_not_know_is_said_with_what_there_is(drill: Drill) -> None:
    written: list[str] = []
    console = Console(drill.runtime, "it1", "draft", Screen(written.append))
    for typed in ("/as nobody", "/in nowhere", "/clock +3d"):
        await console.take(typed)
    shown = "".join(written)
    assert "Nobody is called “nobody” here; these are:\n  anouk " in shown
    assert "There is no room “nowhere” here; these are:\n  draft " in shown
    assert shown.endswith("The clock here is this machine's; `comity console` has one to move.\n")
    assert (console.person, console.room) == ("it1", "draft")


async def test_a_clock_is_not_moved_past_all_calendars(drill: Drill) -> None:
    written: list[str] = []
    moved: list[timedelta] = []

    async def move(by: timedelta) -> None:
        moved.append(by)

    console = Console(drill.runtime, "it1", "draft", Screen(written.append), move)
    for typed in ("/clock +99999999999d", "/clock +3d"):
        await console.take(typed)
    assert "by a length such as +90m" in "".join(written)
    assert moved == [timedelta(days=3)]
