"""Responses to what is past: restorative steps, and the ongoing risk of a suspension (T-39)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from coordination.response.parts import Suspension
from tests.commands.deciding import done, response_of

PAUSE = (
    "review=2026-06-01 new=not_applicable ongoing=not_applicable lift=fees_are_public reason=None"
)


async def past(drill: Drill) -> str:
    """An incident whose practices are over, in consultation."""
    line = "incident open XV past practices=IP-DOC now=yes Certificates of the nineties"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    return incident


@pytest.mark.rule("T-39")
async def test_restorative_steps_are_offered_with_every_response_to_what_is_past(
    drill: Drill,
) -> None:
    incident = await past(drill)
    for line in (
        f"response suspend {incident} {PAUSE} Pause new adoptions",
        f"response message {incident} to=XV reason=None We ask for records",
    ):
        said = words(await done(drill, "nl1", "draft", line))
        assert "support to adoptees and birth families, search for origins and correction" in said


@pytest.mark.performs("response amend")
@pytest.mark.rule("T-39", "T-43")
async def test_a_suspension_for_what_is_past_is_asked_which_risk_goes_on(drill: Drill) -> None:
    incident = await past(drill)
    line = f"response suspend {incident} {PAUSE} Pause new adoptions"
    proposed = await done(drill, "nl1", "draft", line)
    assert "which ongoing risk does a suspension address?" in words(proposed)
    amending = f"response amend {proposed.made['response']}"
    assert f"`{amending}`" in words(proposed)
    asked = await drill.say("nl1", "direct", amending)
    assert asked is not None
    assert "which ongoing risk" in words(asked)
    answered = await drill.say("nl1", "direct", "The same agency still arranges adoptions")
    assert answered is not None
    assert answered.outcome == "done", words(answered)
    parts = (await response_of(drill, proposed.made)).parts
    assert isinstance(parts, Suspension)
    assert parts.ongoing_risk == "The same agency still arranges adoptions"
    assert "still arranges adoptions" in words(
        await done(drill, "fr1", "draft", f"response show {proposed.made['response']}")
    )


@pytest.mark.rule("DR-26")
async def test_an_amendment_that_names_nothing_is_asked_for_the_text(drill: Drill) -> None:
    incident = await past(drill)
    line = f"response message {incident} to=XV reason=None We ask for records"
    response = (await done(drill, "nl1", "draft", line)).made["response"]
    asked = await drill.say("nl1", "direct", f"response amend {response}")
    assert asked is not None
    assert words(asked).count("What does the text say") == 1
    assert "Without a new text nothing changes" in words(asked)
    answered = await drill.say("nl1", "direct", "We ask for all records")
    assert answered is not None
    assert answered.outcome == "done", words(answered)
    assert "We ask for all records" in words(
        await done(drill, "fr1", "draft", f"response show {response}")
    )


@pytest.mark.rule("DR-26")
async def test_an_amendment_without_its_id_asks_for_the_text_once_and_says_why(
    drill: Drill,
) -> None:
    incident = await past(drill)
    line = f"response message {incident} to=XV reason=None We ask for records"
    response = (await done(drill, "nl1", "draft", line)).made["response"]
    for answer in ("response amend", response):
        asked = await drill.say("nl1", "direct", answer)
    assert asked is not None
    assert words(asked).count("What does the text say") == 1
    assert "Without a new text nothing changes" in words(asked)
    assert "skip" not in words(asked)
    for _ in range(2):
        no = await drill.say("nl1", "direct", "skip")
        assert no is not None
        assert (no.outcome, no.rule) == ("refused", "form")
    answered = await drill.say("nl1", "direct", "We ask for all records")
    assert answered is not None
    assert answered.outcome == "done", words(answered)
