"""Opening polls and listing them: what may be put, and what is shown back first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import SUSPEND, done, newest, poll_of, proposed, put, refused


@pytest.mark.rule("DR-31")
async def test_a_bare_date_is_shown_back_before_it_counts(asking: Drill) -> None:
    made = await proposed(asking)
    shown = await asking.say("anouk", "draft", f"poll open {made['response']} closes=2026-03-20")
    assert shown is not None
    assert shown.outcome == "asked"
    assert shown.page is not None
    [button] = shown.page.buttons
    assert "17:00" in words(shown)
    await done(asking, "anouk", "direct", f"!{button.line}")
    assert "Fri 20 Mar — 17:00 The Hague" in newest(asking, "draft")


@pytest.mark.rule("DR-04", "T-24", "stage")
async def test_what_cannot_be_put_is_refused_with_the_reason(drill: Drill) -> None:
    made = await proposed(drill)
    line = f"poll open {made['response']}"
    rule, _ = await refused(drill, "anouk", "draft", f"{line} rule=qualified ratio=5/3")
    assert rule == "DR-04"
    rule, _ = await refused(drill, "nl1", "draft", line)
    assert rule == "mandate"
    await done(drill, "anouk", "draft", line)
    rule, said = await refused(drill, "anouk", "draft", line)
    assert (rule, "poll show POL-" in said) == ("stage", True)
    other = await done(
        drill, "nl1", "draft", "incident open XV past now=yes Another matter altogether"
    )
    incident = other.made["incident"]
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    uninformed = await done(
        drill, "au1", "draft", f"response message {incident} reason=urgent {SUSPEND[-8:]}"
    )
    rule, _ = await refused(drill, "anouk", "draft", f"poll open {uninformed.made['response']}")
    assert rule == "T-24"


@pytest.mark.performs("poll list")
async def test_polls_are_listed_for_those_who_may_see_them(drill: Drill) -> None:
    made = await put(drill)
    assert made["poll"] in words(await done(drill, "it1", "direct", "poll list"))
    assert made["poll"] not in words(await done(drill, "iss1", "direct", "poll list"))


@pytest.mark.rule("DR-31")
async def test_working_days_never_end_on_a_day_on_which_capitals_are_at_rest(drill: Drill) -> None:
    made = await proposed(drill)
    await drill.until(datetime(2026, 7, 5, 12, tzinfo=UTC))  # a Sunday
    opened = await done(drill, "anouk", "draft", f"poll open {made['response']} rule=two_thirds")
    poll = await poll_of(drill, opened.made)
    assert poll.closes_at == datetime(2026, 7, 13, 15, tzinfo=UTC)
    assert "By the days alone it would end Sun 12 Jul" in words(opened)
    assert "when it is weekend in the Netherlands, " in words(opened)
