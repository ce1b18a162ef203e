"""One reminder where information was shared and nothing has followed (T-53)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import done
from tests.commands.incidents import opened
from tests.commands.messages import sent


@pytest.mark.rule("T-53")
async def test_one_reminder_comes_where_information_was_shared_and_nothing_followed(
    drill: Drill,
) -> None:
    said_once = "Coordination should not be limited to sharing information"
    incident = await opened(drill)
    other = await opened(drill)
    for one in (incident, other):
        await done(drill, "ca1", "draft", f"incident report {one} Fees differ")
    await done(drill, "it1", "draft", f"action announce {other} checks consulted=no Twice")
    await drill.until(drill.now + timedelta(days=31))
    await done(drill, "fr1", "draft", f"incident report {incident} Fees differ here too")
    await drill.until(drill.now + timedelta(days=31))
    told = [text for text in drill.texts("draft") if said_once in text]
    assert [incident in text for text in told] == [True]


@pytest.mark.rule("T-53")
async def test_to_inform_a_state_is_to_share_information_and_to_call_a_meeting_off_is_no_action(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    await done(drill, "nl1", "draft", f"incident inform {incident} now=yes See annex.")
    line = f"meeting propose {incident} dates=2026-03-24 All of us"
    meeting = (await done(drill, "anouk", "draft", line)).made["meeting"]
    await done(drill, "anouk", "draft", f"meeting cancel {meeting} Nobody can come")
    await drill.until(drill.now + timedelta(days=31))
    told = [text for text in drill.texts("draft") if "limited to sharing information" in text]
    assert len(told) == 1


@pytest.mark.rule("T-53")
@pytest.mark.parametrize("what", ["letter", "plan"])
async def test_a_letter_that_was_sent_and_a_plan_that_runs_are_more_than_information(
    drill: Drill, what: str
) -> None:
    if what == "letter":
        await sent(drill)
    else:
        incident = await opened(drill)
        await done(drill, "nl1", "draft", f"incident inform {incident} now=yes See annex.")
        await done(drill, "co1", "draft", f"plan open {incident} 2026-09-30 now=yes Registry")
    await drill.until(drill.now + timedelta(days=31))
    assert not [text for text in drill.texts("draft") if "limited to sharing information" in text]


@pytest.mark.rule("T-53")
async def test_the_reminder_begins_with_the_matter_and_offers_only_what_is_not_there_yet(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    await done(drill, "nl1", "draft", f"incident inform {incident} now=yes See annex.")
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    await drill.until(drill.now + timedelta(days=31))
    told = [text for text in drill.texts("draft") if "limited to sharing information" in text]
    assert len(told) == 1
    assert f": information was shared, and nothing has followed so far · {incident}" in told[0]
    assert "Propose a meeting" in told[0]
    assert "Open the consultation" not in told[0]
