"""In a workspace whose risk nobody accepted, an open ballot leaves the bot's own words readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import put
from tests.commands.workspace import only_slack, unaccepted

ACCOUNT = "T0COMITY:U0CA1"


async def asked_in_green(drill: Drill, folder: Path) -> str:
    """Let Canada be asked for a vote, and be reached in a GREEN workspace alone."""
    await unaccepted(drill, folder)
    await only_slack(drill, folder, "ca1", ACCOUNT)
    poll = (await put(drill))["poll"]
    await drill.until(drill.now.replace(hour=20))
    return poll


@pytest.mark.rule("T-10")
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("language xx", "The languages are: en"),
        ("quiet 25 99", "Hours are whole numbers"),
        ("why DR-99", "I know no rule"),
        ("incident lst", "incident lst"),
        ("1", "Not taken here"),
    ],
)
async def test_a_refusal_is_readable_while_a_ballot_is_open(
    typed: str, answer: str, drill: Drill, tmp_path: Path
) -> None:
    await asked_in_green(drill, tmp_path)
    await drill.say("ca1", "direct", typed)
    told = [one for one in drill.shown if one.room == "direct:ca1" and one.kind == "message"][-1]
    assert answer in told.text
    assert told.label in ("TLP:GREEN", "TLP:CLEAR")
    assert "Suspend" not in told.text


@pytest.mark.rule("T-10")
async def test_a_refusal_for_the_role_alone_is_for_the_community(drill: Drill) -> None:
    await drill.say("nl1", "direct", "incident consult")
    [told] = [one for one in drill.shown if one.room == "direct:nl1" and one.kind == "message"]
    assert "This is not yours to do" in told.text
    assert told.label == "TLP:GREEN"


@pytest.mark.rule("T-10")
async def test_of_two_ballots_only_the_lines_are_named(drill: Drill, tmp_path: Path) -> None:
    first = await asked_in_green(drill, tmp_path)
    second = (await put(drill))["poll"]
    await drill.until(drill.now.replace(hour=23))
    await drill.say("ca1", "direct", "1")
    told = [one for one in drill.shown if one.room == "direct:ca1" and one.kind == "message"][-1]
    assert f"poll vote {first}" in told.text
    assert f"poll vote {second}" in told.text
    assert "Suspend" not in told.text
