"""`why` of a poll: by which rule it is decided, by which sum it was, and why it ended then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, VOTERS, cards_sent, done, newest, put, vote


@pytest.mark.rule("DR-02", "DR-28")
async def test_why_of_a_poll_that_is_over_gives_its_rule_its_sum_and_why_it_ended_when_it_did(
    drill: Drill,
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], **{**dict.fromkeys(VOTERS, "yes"), "CA": "no"})
    await drill.until(drill.now + timedelta(hours=1))
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    line = f"why {made['poll']}"
    assert line in newest(drill, "draft")
    told = words(await done(drill, "nl1", "direct", line))
    assert told.startswith(f"{made['poll']} · Suspend new adoptions: adopted, and why")
    assert "Rule: simple majority: more for than against (DR-02)" in told
    assert "For 7, against 1, abstaining 0, silent 0. There are more for than against." in told
    assert "ended Mon 9 Mar 2026, 10:00 UTC, when everybody had answered" in told
    assert "would have closed Mon 16 Mar 2026, 15:00 UTC" in told
    assert "full working day" not in told
    assert "why DR-02" in told
    outside = words(await done(drill, "xv1", "direct", line))
    assert "(DR-02)" in outside
    assert "For 7" not in outside


@pytest.mark.rule("DR-12")
async def test_why_of_a_poll_that_lapsed_names_the_rule_on_the_quorum(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes")
    await drill.until(CLOSES + timedelta(minutes=5))
    told = words(await done(drill, "nl1", "direct", f"why {made['poll']}"))
    assert "1 of 8 answered; 5 are needed, so nothing is decided." in told
    assert "It ended when its time was over, Mon 16 Mar 2026, 15:00 UTC." in told
    assert "Netherlands: 4 full working days" in told
    assert "why DR-12" in told


@pytest.mark.rule("DR-09")
async def test_why_of_a_silence_that_was_broken_says_when_and_by_which_rule(drill: Drill) -> None:
    made = await put(drill, "rule=silence")
    await done(drill, "nl1", "direct", f"poll object {made['poll']} The fees are left out.")
    told = words(await done(drill, "it1", "direct", f"why {made['poll']}"))
    assert "ended Mon 9 Mar 2026, 09:00 UTC, when silence was broken" in told
    assert "The earliest" not in told
    assert "why DR-09" in told


@pytest.mark.rule("DR-28")
async def test_why_of_a_poll_that_was_taken_off_says_that_and_gives_no_sum(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes")
    await done(drill, "anouk", "draft", f"poll withdraw {made['poll']} The text is mended.")
    await done(drill, "au1", "direct", f"poll consent {made['poll']} yes")
    told = words(await done(drill, "it1", "direct", f"why {made['poll']}"))
    assert "was taken off Mon 9 Mar 2026, 09:00 UTC" in told
    assert "For 1" not in told


@pytest.mark.rule("DR-02", "DR-08")
async def test_the_rule_of_an_open_poll_is_named_by_its_id_on_card_and_ballot_and_explained(
    drill: Drill,
) -> None:
    made = await put(drill)
    await cards_sent(drill)
    card = next(text for text in drill.texts("draft") if text.startswith("🗳"))
    assert "(DR-02)" in card
    assert f"why {made['poll']}" in card
    assert "(DR-02)" in newest(drill, "direct:it1")
    told = words(await done(drill, "nl1", "direct", f"why {made['poll']}"))
    assert "how it is decided, and why it ends" in told
    assert "Rule: simple majority: more for than against (DR-02)" in told
    assert "why DR-02" in told
