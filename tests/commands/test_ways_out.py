"""The ways back and out of an interview, and what is typed around them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import put
from tests.commands.incidents import said
from tests.commands.test_interview import asked


async def test_a_preview_can_be_gone_back_from(asking: Drill) -> None:
    await asked(asking, "9", "skip", "1", "Two certificates")
    question = await said(asking, "nl1", "direct", "back")
    assert "What was seen?" in words(question)
    preview = await said(asking, "nl1", "direct", "Three certificates")
    assert "Who will see “Three certificates”" in words(preview)


async def test_a_full_stop_after_a_word_or_a_number_changes_nothing(asking: Drill) -> None:
    await asked(asking, "9.", "skip.", "1!")
    earlier = words(await said(asking, "nl1", "direct", "Back."))
    assert "What was seen?" not in earlier
    assert "What was seen?" in words(await said(asking, "nl1", "direct", "1."))
    preview = await said(asking, "nl1", "direct", "Certificates are missing.")
    assert "Who will see “Certificates are missing.”" in words(preview)
    assert "What was seen?" in words(await said(asking, "nl1", "direct", "back."))
    await said(asking, "nl1", "direct", "Missing.")
    assert (await said(asking, "nl1", "direct", "1.")).outcome == "done"
    seen = await said(asking, "nl1", "direct", "incident open")
    assert seen.outcome == "asked"
    assert "Cancelled" in words(await said(asking, "nl1", "direct", "cancel."))
    nothing = await said(asking, "nl1", "direct", "back.")
    assert "nothing for “back” to act on" in words(nothing)


@pytest.mark.parametrize("typed", ["1.", "Yes.", "yes!"])
async def test_a_full_stop_after_an_answer_to_a_ballot_changes_nothing(
    drill: Drill, typed: str
) -> None:
    await put(drill)
    given = await said(drill, "nl1", "direct", typed)
    assert given.outcome == "done"
    assert "poll vote" in given.line


async def test_back_at_the_first_question_says_that_there_is_none_before_it(drill: Drill) -> None:
    for _ in range(2):
        await asked(drill)
        first = words(await said(drill, "nl1", "direct", "back"))
        assert "This is the first question" in first
        assert "9  Valdora" in first
        second = words(await said(drill, "nl1", "direct", "9"))
        assert "This is the first question" not in second
        assert "first question" not in words(await said(drill, "nl1", "direct", "back"))


@pytest.mark.rule("DR-29")
@pytest.mark.parametrize("room", ["draft", "slack-draft"])
@pytest.mark.parametrize("typed", ["yes", "No.", "1"])
async def test_an_answer_in_a_shared_room_is_led_to_where_it_was_asked(
    drill: Drill, room: str, typed: str
) -> None:
    await put(drill)
    await drill.until(drill.now + timedelta(minutes=1))
    no = await said(drill, "nl1", room, f"!comity {typed}")
    assert no.outcome == "refused"
    assert "was asked in private" in words(no)
    assert "No question is open" not in words(no)


async def test_where_nothing_is_asked_an_answer_in_a_shared_room_is_told_so(drill: Drill) -> None:
    no = await said(drill, "ca1", "draft", "!comity yes")
    assert "No question is open" in words(no)
