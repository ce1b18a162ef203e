"""A measure is towards a State that the incident concerns, in words that can be sent to it."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import SUSPEND, consulted, done, proposed, refused

AROUND = "new=pause ongoing=continue reason=urgent"


@pytest.mark.rule("T-42", "DR-22")
@pytest.mark.parametrize(
    "line",
    [f"suspend INC towards=FR {SUSPEND}", f"message INC to=FR {AROUND} We invite France"],
)
async def test_a_measure_towards_a_state_that_the_incident_does_not_concern_is_refused(
    drill: Drill, line: str
) -> None:
    incident = await consulted(drill)
    rule, told = await refused(drill, "au1", "draft", f"response {line.replace('INC', incident)}")
    assert rule == "DR-22"
    assert "the incident says: Valdora" in told


@pytest.mark.rule("T-44")
async def test_assistance_is_received_by_a_state_that_the_incident_concerns(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"response assist {incident} offered AU to=FR {AROUND} Training"
    assert (await refused(drill, "au1", "draft", line))[0] == "DR-22"


@pytest.mark.rule("T-42")
async def test_words_that_accuse_or_show_a_person_are_pointed_at_when_a_message_is_proposed(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = (
        f"response message {incident} {AROUND} You must stop. Maria Lopez was born on 3 May 2014."
    )
    shown = words(await done(drill, "au1", "draft", line))
    assert "“must” may read as an accusation" in shown
    assert "is about a person" in shown
    assert "may read" not in "\n".join(drill.texts("draft"))


@pytest.mark.rule("T-42", "U-44")
async def test_a_message_that_shows_a_person_is_not_put_to_the_states(drill: Drill) -> None:
    text = f"{AROUND} We ask about Maria Lopez, born on 3 May 2014."
    made = await proposed(drill, text, "message")
    rule, told = await refused(drill, "anouk", "draft", f"poll open {made['response']}")
    assert rule == "U-44"
    assert f"response amend {made['response']}" in told
    amend = f"response amend {made['response']} We ask about the case that the references name."
    await done(drill, "au1", "draft", amend)
    await done(drill, "anouk", "draft", f"poll open {made['response']}")


async def test_a_message_without_such_words_is_proposed_without_a_remark(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"response message {incident} {AROUND} We invite Valdora to review its registers"
    shown = words(await done(drill, "au1", "draft", line))
    assert "Proposed." in shown
    assert "EN, §1" not in shown
