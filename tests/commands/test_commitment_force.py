"""A response enters into force with a first active commitment, on its day, and not by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import (
    CLOSES,
    VOTERS,
    done,
    put,
    refused,
    response_of,
    stage_of,
    vote,
)

DUE = "2026-09-01T15:00Z"


async def adopted(drill: Drill, made: Mapping[str, str]) -> None:
    await vote(drill, made["poll"], **dict.fromkeys(VOTERS, "yes"))
    await drill.until(CLOSES + timedelta(hours=1))


def offer(made: Mapping[str, str], more: str = "") -> str:
    named = f"{made['incident']} {DUE} response={made['response']} {more}"
    return f"commitment offer {named}Pause new files"


@pytest.mark.rule("DR-30")
async def test_an_adopted_response_waits_for_a_state_to_commit_itself(drill: Drill) -> None:
    made = await put(drill)
    await adopted(drill, made)
    assert (await response_of(drill, made)).stage.value == "adopted"
    await done(drill, "it1", "draft", offer(made, "starts=2026-05-01T00:00Z "))
    assert (await response_of(drill, made)).stage.value == "adopted"
    await drill.until(CLOSES + timedelta(days=60))
    assert (await response_of(drill, made)).stage.value == "in_force"
    assert await stage_of(drill, made) == "in_force"
    [told] = [text for text in drill.texts("draft") if "is in force" in text]
    assert "Committed so far: Italy" in told


@pytest.mark.rule("DR-30")
async def test_a_commitment_made_before_brings_it_into_force_on_adoption(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "it1", "draft", offer(made))
    assert (await response_of(drill, made)).stage.value == "proposed"
    await adopted(drill, made)
    assert (await response_of(drill, made)).stage.value == "in_force"


@pytest.mark.rule("DR-30")
async def test_what_is_subject_to_capital_brings_nothing_into_force(drill: Drill) -> None:
    made = await put(drill)
    await adopted(drill, made)
    offered = await done(drill, "ca1", "draft", offer(made, "subject=yes "))
    assert (await response_of(drill, made)).stage.value == "adopted"
    await done(drill, "ca1", "draft", f"commitment accept {offered.made['commitment']}")
    assert (await response_of(drill, made)).stage.value == "in_force"


@pytest.mark.rule("DR-30")
async def test_the_end_of_the_last_commitment_under_a_measure_is_told_to_all(drill: Drill) -> None:
    made = await put(drill)
    await adopted(drill, made)
    first = await done(drill, "it1", "draft", offer(made))
    second = await done(drill, "ca1", "draft", offer(made))
    await done(drill, "it1", "draft", f"commitment withdraw {first.made['commitment']} New law")
    assert not any("is active any more" in text for text in drill.texts("draft"))
    await done(drill, "ca1", "draft", f"commitment withdraw {second.made['commitment']} New law")
    [told] = [text for text in drill.texts("draft") if "is active any more" in text]
    assert "The measure stands as it was adopted" in told
    assert (await response_of(drill, made)).stage.value == "in_force"


@pytest.mark.rule("DR-22", "DR-30")
async def test_a_suspension_is_not_brought_into_force_by_the_state_it_is_addressed_to(
    drill: Drill,
) -> None:
    made = await put(drill)
    await adopted(drill, made)
    rule, text = await refused(drill, "xv1", "xv", offer(made))
    assert rule == "DR-22"
    assert "addressed to Valdora" in text
    await drill.until(drill.now + timedelta(minutes=5))
    assert (await response_of(drill, made)).stage.value == "adopted"
    begun = f"commitment offer {made['incident']} response={made['response']}"
    assert (await refused(drill, "xv1", "direct", begun))[0] == "DR-22"
    grounds = f"response grounds {made['response']} Minister Act_3"
    assert (await refused(drill, "xv1", "direct", grounds))[0] == "DR-22"
    card = [text for text in drill.texts("xv") if made["response"] in text.partition("\n")[0]][-1]
    assert "commitment offer" not in card
    own = await done(drill, "xv1", "xv", offer(made).replace(f"response={made['response']} ", ""))
    assert own.made["commitment"]
    assert (await response_of(drill, made)).stage.value == "adopted"


@pytest.mark.rule("DR-22", "DR-33")
async def test_no_letter_is_entered_by_which_a_state_carries_out_its_own_suspension(
    drill: Drill,
) -> None:
    made = await put(drill)
    await adopted(drill, made)
    line = (
        f"commitment enter {made['incident']} XV {DUE} 2026-03-16T12:00Z evidence=Note_9 "
        f"response={made['response']} Pause new files"
    )
    assert (await refused(drill, "sec1", "direct", line))[0] == "DR-22"
