"""What States have still to say to the group: named to the chair, and each end to everybody."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import VOTERS, done, proposed, put, receive
from tests.commands.incidents import opened
from tests.commands.messages import consulting, drafted


async def day(drill: Drill, person: str) -> str:
    """Somebody's day in words."""
    return words(await done(drill, person, "direct", "today"))


@pytest.mark.rule("DR-08", "DR-29")
async def test_a_silence_stands_on_each_day_until_it_ends_and_the_chair_reads_who_is_missing(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    missing = "under silence until Mon 16 Mar, 15:00 · not received yet by"
    assert missing in await day(drill, "anouk")
    assert "under silence until" not in await day(drill, "nl1")  # it is asked itself, once
    await receive(drill, made["poll"], "FR")
    assert f"{missing} France · {made['poll']}" in await day(drill, "anouk")
    told = await day(drill, "nl1")
    assert f"under silence until Mon 16 Mar, 15:00 · {made['poll']}" in told
    assert "France" not in told.partition("Waits on others")[2].partition("Moved")[0]
    assert made["poll"] not in await day(drill, "xv1")
    await done(drill, VOTERS["FR"], "direct", f"poll acknowledge {made['poll']} received")
    assert f"under silence until Mon 16 Mar, 15:00 · {made['poll']}" in await day(drill, "anouk")


async def test_the_chair_reads_whose_view_is_missing_while_its_time_runs(drill: Drill) -> None:
    incident = await opened(drill)
    await done(drill, "nl1", "draft", f"incident inform {incident} Concerns with certificates.")
    await done(drill, "anouk", "draft", f"incident consult {incident} closes=5wd")
    for person in VOTERS.values():
        if person != "it1":
            await done(drill, person, "direct", f"incident answer {incident} The registers first")
    assert "no view yet from Italy · until Mon 16 Mar, 16:00" in await day(drill, "anouk")
    for person in ("nl1", "xv1"):
        assert "no view yet" not in await day(drill, person)
    await done(drill, "it1", "direct", f"incident answer {incident} The registers first")
    assert "no view yet" not in await day(drill, "anouk")


@pytest.mark.rule("DR-29")
async def test_the_chair_alone_reads_who_has_not_signed_a_joint_message(drill: Drill) -> None:
    incident = await consulting(drill)
    message = await drafted(drill, incident)
    await done(drill, "fr1", "direct", f"message freeze {message}")
    await done(drill, "fr1", "direct", f"message sign {message}")
    told = await day(drill, "anouk")
    assert "not signed or declined yet by" in told
    assert "Italy" in told
    assert "France" not in told
    assert "not signed or declined yet" not in await day(drill, "it1")


@pytest.mark.rule("T-25")
async def test_the_chair_reads_which_state_has_not_acknowledged_that_it_was_informed(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    waits = f"not acknowledged yet by Valdora · {made['incident']}"
    assert waits in await day(drill, "anouk")
    assert "Waits on others" not in await day(drill, "nl1")
    await done(drill, "xv1", "direct", f"incident acknowledge {made['incident']}")
    assert waits not in await day(drill, "anouk")
