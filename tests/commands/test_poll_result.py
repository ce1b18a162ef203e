"""What stands on the result of a poll: the answers that count, and nothing that was taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import CLOSES, done, newest, put, vote

ANNOUNCED = CLOSES + timedelta(minutes=5)


@pytest.mark.rule("DR-16")
async def test_the_words_of_an_answer_that_was_changed_do_not_stand_on_the_result(
    drill: Drill,
) -> None:
    poll = (await put(drill, "rule=consensus"))["poll"]
    await done(drill, "nl1", "direct", f"poll object {poll} Our courts have not looked at it.")
    await done(drill, "it1", "direct", f"poll object {poll} The fees are left out.")
    await vote(drill, poll, NL="yes", AU="yes", CA="yes", CO="yes")
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "Yes: Australia, Canada, Colombia and the Netherlands" in result
    assert "Italy: “The fees are left out.”" in result
    assert "Our courts have not looked at it." not in result


@pytest.mark.rule("DR-16", "DR-33")
async def test_a_letter_that_its_party_answered_after_is_not_named_as_its_answer(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    for party in ("PH", "IT"):
        line = f"poll enter {poll} {party} no 2026-03-09T08:00Z Note verbale 12/{party}"
        await done(drill, "sec1", "direct", line)
        await done(drill, "anouk", "direct", f"poll countersign {poll} {party} yes")
    await vote(drill, poll, PH="yes", AU="yes", CA="yes", CO="yes")
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "No: Italy" in result
    assert "Italy answered from outside, through the secretariat: Note verbale 12/IT" in result
    assert "Note verbale 12/PH" not in result
