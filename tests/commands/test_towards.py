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


@pytest.mark.rule("T-42", "U-44")
async def test_the_purpose_of_a_message_is_looked_through_and_mended_as_its_text_is(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    purpose = "purpose=condemns_the_sale_of_the_child_Ayla_Demir"
    line = f"response message {incident} {AROUND} {purpose} We invite Valdora to review its law"
    first = await done(drill, "au1", "draft", line)
    assert "Purpose: “condemns” may read as an accusation" in words(first)
    assert "Purpose: “child Ayla Demir” is about a person" in words(first)
    response = first.made["response"]
    rule, told = await refused(drill, "anouk", "draft", f"poll open {response}")
    assert (rule, "Purpose: “child Ayla Demir” is about a person" in told) == ("U-44", True)
    amend = f"response amend {response} purpose=asks_Valdora_to_publish_its_fees"
    shown = words(await done(drill, "au1", "draft", amend))
    assert "Purpose: asks Valdora to publish its fees" in shown
    assert "We invite Valdora to review its law" in shown
    await done(drill, "anouk", "draft", f"poll open {response}")


@pytest.mark.rule("T-42", "U-44", "DR-26")
async def test_words_that_show_a_person_do_not_come_into_a_text_under_a_poll(drill: Drill) -> None:
    made = await proposed(drill, f"{AROUND} We ask Valdora to review its law.", "message")
    response = made["response"]
    await done(drill, "anouk", "draft", f"poll open {response}")
    named = f"response amend {response} We ask about Maria Lopez, born on 3 May 2014."
    rule, told = await refused(drill, "au1", "draft", named)
    assert (rule, "is about a person" in told) == ("U-44", True)
    assert "Maria" not in "\n".join(drill.texts("draft"))
    harsh = f"response amend {response} You must review your law."
    shown = words(await done(drill, "au1", "draft", harsh))
    assert "“must” may read as an accusation" in shown
    assert "may read" not in "\n".join(drill.texts("draft"))


@pytest.mark.rule("T-41", "T-43")
@pytest.mark.parametrize(
    ("line", "way"), [("suspend INC", "grounds"), ("unify INC IP-FEE condition=equal", "apply")]
)
async def test_what_each_state_says_itself_is_said_with_the_way_to_say_it(
    drill: Drill, line: str, way: str
) -> None:
    incident = await consulted(drill)
    said = f"response {line.replace('INC', incident)} {AROUND} Pause new adoptions"
    made = await done(drill, "au1", "draft", said)
    told = words(made)
    assert "once it is adopted" in told
    assert f"`response {way} {made.made['response']}`" in told


@pytest.mark.rule("T-44")
@pytest.mark.parametrize("way", ["offered", "requested"])
async def test_no_state_gives_assistance_to_itself(drill: Drill, way: str) -> None:
    incident = await consulted(drill)
    line = f"response assist {incident} {way}"
    rule, told = await refused(drill, "xv1", "direct", f"{line} XV {AROUND} Training")
    assert (rule, "cannot give it to itself" in told) == ("T-44", True)
    assert f"`response assist {incident} requested`" in told
    await done(drill, "xv1", "direct", f"response assist {incident} requested NL {AROUND} Training")
