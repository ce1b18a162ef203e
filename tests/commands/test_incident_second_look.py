"""What nothing takes back is done only after a second look."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from coordination.incident.stage import Stage
from coordination.poll.stage import Stage as PollStage
from coordination.said import Said
from tests.commands.deciding import CLOSES, SUSPEND, VOTERS, consulted, poll_of, put
from tests.commands.incidents import everything, kept, opened, said
from tests.commands.meetings import convened

TOLD = "acknowledged that it was informed"


@pytest.mark.performs("incident verify")
async def test_a_suspicion_is_confirmed_only_after_a_second_look(drill: Drill) -> None:
    id = await opened(drill)
    asked = await said(drill, "anouk", "draft", f"incident verify {id} preview=yes")
    assert f"incident verify {id} now=yes" in words(asked)
    assert (await kept(drill, id)).stage is Stage.SUSPECTED
    await said(drill, "anouk", "draft", f"incident verify {id} now=yes")
    assert (await kept(drill, id)).stage is Stage.SUBSTANTIATED
    assert "The chair, for the group, confirms the suspicion." in everything(
        drill, "draft"
    )  # not the chair's State


async def test_on_slack_the_button_of_a_second_look_agrees_to_it(drill: Drill) -> None:
    id = await opened(drill)
    asked = await said(drill, "anouk", "slack-draft", f"incident verify {id} preview=yes")
    assert asked.page is not None
    [button] = asked.page.buttons
    assert button.label == Said("forming.sure")
    assert button.line == f"incident verify {id} now=yes"


@pytest.mark.rule("T-25")
async def test_a_state_acknowledges_only_after_a_second_look_that_says_its_time(
    drill: Drill,
) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", f"incident inform {id} The group has noticed concerns.")
    asked = await said(drill, "xv1", "direct", f"incident acknowledge {id} preview=yes")
    assert f"incident acknowledge {id} now=yes" in words(asked)
    assert "Mon 16 Mar" in words(asked)
    assert TOLD not in everything(drill, "draft")
    await said(drill, "xv1", "direct", f"incident acknowledge {id} now=yes")
    assert TOLD in everything(drill, "draft")


@pytest.mark.rule("DR-10")
async def test_more_time_is_shown_at_every_capital_before_it_is_given(drill: Drill) -> None:
    made = await put(drill)
    before = (await poll_of(drill, made)).closes_at
    asked = await said(drill, "anouk", "draft", f"poll extend {made['poll']} 10d preview=yes")
    assert f"poll extend {made['poll']} 2026-03-19T09:00Z now=yes" in words(asked)
    assert "The Hague" in words(asked)
    assert "Canberra" in words(asked)
    assert (await poll_of(drill, made)).closes_at == before == CLOSES
    await said(drill, "anouk", "draft", f"poll extend {made['poll']} 2026-03-19T09:00Z now=yes")
    assert (await poll_of(drill, made)).closes_at > before


@pytest.mark.rule("DR-28")
async def test_the_chair_takes_a_poll_of_its_own_state_off_only_after_a_second_look(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    put_by_nl = await said(drill, "nl1", "draft", f"response suspend {incident} {SUSPEND}")
    line = f"poll open {put_by_nl.made['response']} closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    made = (await said(drill, "anouk", "draft", line)).made
    await said(drill, VOTERS["FR"], "direct", f"poll vote {made['poll']} yes")
    line = f"poll withdraw {made['poll']}"
    asked = await said(drill, "anouk", "draft", f"{line} preview=yes for the roundtable")
    assert f"{line} now=yes for the roundtable" in words(asked)
    assert "a new poll asks everybody again" in words(asked)
    assert (await poll_of(drill, made)).stage is PollStage.OPEN
    await said(drill, "anouk", "draft", f"{line} now=yes for the roundtable")
    assert (await poll_of(drill, made)).stage is PollStage.WITHDRAWN


@pytest.mark.performs("meeting minutes", "meeting open")
async def test_a_meeting_is_opened_and_its_record_taken_on_after_a_second_look(
    drill: Drill,
) -> None:
    meeting = await convened(drill)
    await said(drill, "anouk", "draft", f"meeting attend {meeting} present=NL,IT,FR,CA,AU")
    asked = await said(drill, "anouk", "draft", f"meeting open {meeting} preview=yes")
    assert f"meeting open {meeting} now=yes" in words(asked)
    assert "5 of 9" in words(asked)
    assert "Open now" not in "".join(drill.texts("draft"))
    await said(drill, "anouk", "draft", f"meeting open {meeting} now=yes")
    assert "Open now" in "".join(drill.texts("draft"))
    asked = await said(drill, "anouk", "draft", f"meeting close {meeting} preview=yes")
    assert f"meeting close {meeting} now=yes" in words(asked)
    assert "Over: " not in "".join(drill.texts("draft"))
    await said(drill, "anouk", "draft", f"meeting close {meeting} now=yes")
    assert "Over: " in "".join(drill.texts("draft"))
    line = f"meeting minutes {meeting} circulate_minutes"
    asked = await said(drill, "anouk", "draft", f"{line} preview=yes")
    assert f"{line} now=yes" in words(asked)
    assert "minutes open for comments" in words(asked)
    assert "open for comments" not in "".join(drill.texts("draft"))
    done = await said(drill, "anouk", "draft", f"{line} now=yes")
    assert done.outcome == "done"
