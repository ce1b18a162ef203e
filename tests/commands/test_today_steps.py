"""The day of whoever chairs begins with the steps that only the chair takes (4.1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, SUSPEND, VOTERS, consulted, done, vote
from tests.commands.incidents import opened
from tests.commands.meetings import proposed


async def ready(drill: Drill, person: str = "anouk", room: str = "direct") -> list[str]:
    """The lines that stand ready on somebody's day."""
    said = await done(drill, person, room, "today")
    assert said.page is not None
    return [button.line for button in said.page.buttons]


@pytest.mark.rule("T-24")
async def test_the_chair_is_led_from_a_suspicion_to_the_decision_on_it(drill: Drill) -> None:
    incident = await opened(drill)
    assert await ready(drill) == [f"incident inform {incident}"]
    await done(drill, "it1", "draft", f"incident report {incident} Two certificates alike")
    assert await ready(drill) == [f"incident verify {incident}"]
    await done(drill, "anouk", "draft", f"incident verify {incident}")
    assert await ready(drill) == [f"incident inform {incident}"]
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    assert await ready(drill) == [f"incident consult {incident}"]
    await done(drill, "anouk", "draft", f"incident consult {incident} closes=5wd")
    assert await ready(drill) == []  # the States are heard first
    await drill.until(CLOSES + timedelta(days=1))
    assert await ready(drill) == [f"incident show {incident}"]
    line = f"response suspend {incident} {SUSPEND}"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    assert await ready(drill) == [f"poll open {response}"]
    made = await done(drill, "anouk", "draft", f"poll open {response} rule=simple_majority")
    assert await ready(drill) == []
    await vote(drill, made.made["poll"], **dict.fromkeys(VOTERS, "yes"))
    await drill.until(drill.now + timedelta(days=10))
    assert await ready(drill) == [f"meeting propose {incident}"]


async def test_these_steps_are_on_no_other_day(drill: Drill) -> None:
    incident = await opened(drill)
    for person in ("nl1", "fr1", "xv1", "iss1", "sec1"):
        assert f"incident inform {incident}" not in await ready(drill, person)


@pytest.mark.rule("T-10")
async def test_where_the_words_may_not_stand_the_chair_hears_how_many_there_are(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    said = await done(drill, "anouk", "slack-coord", "today")
    assert incident not in words(said)
    assert "2 more may not be shown here" in words(said)


@pytest.mark.rule("T-42")
async def test_a_common_message_that_is_adopted_is_written_frozen_signed_and_sent(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"response message {incident} reason=urgent new=continue ongoing=continue We ask Valdora"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    poll = (await done(drill, "anouk", "draft", f"poll open {response} rule=simple_majority")).made
    await vote(drill, poll["poll"], **dict.fromkeys(VOTERS, "yes"))
    await drill.until(drill.now + timedelta(days=10))
    write = f"message draft {incident} response={response}"
    assert write in await ready(drill)
    letter = (await done(drill, "anouk", "draft", f"{write} We ask Valdora")).made["message"]
    assert f"message freeze {letter}" in await ready(drill)
    assert write not in await ready(drill)


@pytest.mark.rule("DR-27")
async def test_of_options_that_exclude_each_other_only_the_one_whose_turn_it_is_is_listed(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    one, two = [
        (await done(drill, "au1", "draft", f"response suspend {incident} {SUSPEND} {n}")).made
        for n in ("wholly", "in part")
    ]
    lines = {f"poll open {each['response']}" for each in (one, two)}
    assert lines <= set(await ready(drill))
    order = f"poll options {one['response']},{two['response']} yes"
    await done(drill, "anouk", "draft", f"{order} rule=simple_majority")
    assert not lines & set(await ready(drill))


@pytest.mark.rule("T-26")
async def test_from_its_acknowledgement_on_the_state_concerned_is_asked_what_it_does(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"incident stance {incident}"
    assert line not in await ready(drill, "xv1")
    await done(drill, "xv1", "direct", f"incident acknowledge {incident}")
    assert line in drill.texts("direct:xv1")[-1]
    day = words(await done(drill, "xv1", "direct", "today"))
    assert "what does Valdora do about it? · until Mon 16 Mar" in day
    assert line in day
    await done(drill, "xv1", "direct", f"{line} addressing We have begun.")
    assert line not in await ready(drill, "xv1")


@pytest.mark.rule("T-26")
async def test_what_was_said_before_is_not_asked_for_after_the_acknowledgement(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"incident stance {incident}"
    await done(drill, "xv1", "direct", f"{line} addressing We have begun.")
    await done(drill, "xv1", "direct", f"incident acknowledge {incident}")
    assert line not in await ready(drill, "xv1")


async def test_a_meeting_waits_for_the_chair_when_all_have_answered_and_when_it_is_over(
    drill: Drill,
) -> None:
    meeting = await proposed(drill)
    assert await ready(drill) == []
    for person in (*VOTERS.values(), "xv1"):
        await done(drill, person, "direct", f"meeting available {meeting} A")
    assert await ready(drill) == [f"meeting convene {meeting} A"]
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    assert await ready(drill) == []
    await drill.until(datetime(2026, 3, 26, 11, tzinfo=UTC))
    assert await ready(drill) == [f"meeting open {meeting}"]
    there = f"meeting attend {meeting} present=NL,IT,FR,CA,AU,IL,CO,PH,XV"
    await done(drill, "anouk", "draft", there)
    await done(drill, "anouk", "draft", f"meeting open {meeting} now=yes")
    assert await ready(drill) == []
    await drill.until(datetime(2026, 3, 26, 14, tzinfo=UTC))
    assert await ready(drill) == [f"meeting close {meeting}"]
    await done(drill, "anouk", "draft", f"meeting close {meeting} now=yes")
    assert await ready(drill) == [f"meeting minutes {meeting}"]


async def test_a_meeting_that_was_postponed_needs_another_time(drill: Drill) -> None:
    meeting = await proposed(drill)
    await done(drill, "anouk", "draft", f"meeting postpone {meeting} Too many are away")
    assert await ready(drill) == [f"meeting slots {meeting}"]


async def test_of_many_steps_some_are_shown_and_the_rest_is_not_miscounted(drill: Drill) -> None:
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    for number in range(10):
        await done(drill, "nl1", "draft", f"{line} {number}")
    assert "And 2 more" in words(await done(drill, "anouk", "direct", "today"))
    for number in range(12):
        await done(drill, "nl1", "draft", f"{line} {number}")
    told = words(await done(drill, "anouk", "direct", "today"))
    assert told.count("not informed yet") == 8
    assert "And more: `incident list`" in told


@pytest.mark.rule("T-42")
async def test_a_message_is_frozen_after_its_comments_and_sent_once_nobody_is_waited_for(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"response message {incident} reason=urgent new=continue ongoing=continue We ask Valdora"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    draft = f"message draft {incident} response={response} §1 We ask Valdora."
    letter = (await done(drill, "anouk", "direct", draft)).made["message"]
    freeze = f"message freeze {letter}"
    assert freeze in await ready(drill)
    await done(drill, "anouk", "direct", f"message circulate {letter}")
    assert freeze not in await ready(drill)
    await drill.until(drill.now + timedelta(days=9))
    assert freeze in await ready(drill)


@pytest.mark.rule("T-42")
async def test_a_message_that_carries_out_no_response_is_sent_by_the_chair_too(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    made = await done(drill, "fr1", "direct", f"message draft {incident} §1 We ask Valdora.")
    send = f"message dispatch {made.made['message']}"
    await done(drill, "fr1", "direct", f"message freeze {made.made['message']}")
    for person in ("fr1", "nl1"):
        await done(drill, person, "direct", f"message sign {made.made['message']}")
    assert send not in await ready(drill)  # six States may still sign
    await drill.until(drill.now + timedelta(days=16))
    assert send in await ready(drill)
    await done(drill, "anouk", "direct", send)
    assert send not in await ready(drill)
