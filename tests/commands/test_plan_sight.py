"""A plan shows nobody more than its incident does, whoever is meant to do something in it."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import consulted, done, refused

DUE = "due=2026-10-01T15:00Z"


async def planned(drill: Drill, incident: str, person: str = "nl1", more: str = "") -> str:
    line = f"plan open {incident} 2026-12-31T15:00Z {more} Registry of births"
    return (await done(drill, person, "draft", line)).made["plan"]


@pytest.mark.rule("DR-22", "U-35")
async def test_a_state_that_does_not_know_of_an_incident_is_asked_nothing_by_its_plan(
    drill: Drill,
) -> None:
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    plan = await planned(drill, incident)
    before = drill.texts("direct:xv1")
    line = f"plan add {plan} by=XV {DUE} Open the registry"
    rule, text = await refused(drill, "nl1", "draft", line)
    assert rule == "DR-22"
    assert f"Valdora does not see {incident}" in text
    await done(drill, "nl1", "draft", f"plan add {plan} {DUE} Open the registry")
    assert (await refused(drill, "nl1", "draft", f"plan revise {plan} 1 by=XV"))[0] == "DR-22"
    assert drill.texts("direct:xv1") == before
    assert "Registry" not in words(await done(drill, "xv1", "direct", "today"))
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "nl1", "draft", f"plan revise {plan} 1 by=XV")
    assert "Open the registry" in drill.texts("direct:xv1")[-1]


@pytest.mark.rule("T-30", "U-35")
async def test_a_plan_on_an_incident_in_an_own_room_asks_no_other_state(drill: Drill) -> None:
    line = "incident open XV both practices=IP-DOC keep=yes Birth certificates"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    plan = await planned(drill, incident)
    before = drill.texts("direct:fr1")
    rule, _ = await refused(drill, "nl1", "draft", f"plan add {plan} by=FR {DUE} Count births")
    assert rule == "DR-22"
    assert drill.texts("direct:fr1") == before
    await done(drill, "nl1", "draft", f"plan add {plan} by=NL {DUE} Count births")


@pytest.mark.performs("plan list")
@pytest.mark.rule("DR-22", "T-52")
async def test_a_state_that_reads_outcomes_only_reads_its_own_actions_of_a_plan(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    await done(drill, "xv1", "direct", f"incident stance {incident} disputes It is not so.")
    plan = await planned(drill, incident, more="organisations=UNICEF")
    await done(drill, "nl1", "draft", f"plan add {plan} by=FR {DUE} Count the files in Paris")
    await done(drill, "nl1", "draft", f"plan add {plan} by=XV {DUE} Open the registry")
    lines = (f"plan show {plan}", f"plan accept {plan} 2", f"plan show {plan} picture=yes")
    seen = [words(await done(drill, "xv1", "direct", line)) for line in lines]
    assert all("2. Open the registry" in text for text in (seen[0], seen[2]))
    assert "1 actions" not in seen[0]
    for number in (1, 3):
        for line in ("plan accept", "plan answer"):
            last = " accept" if line == "plan answer" else ""
            rule, text = await refused(drill, "xv1", "direct", f"{line} {plan} {number}{last}")
            assert rule == "not_found", text
            seen.append(text)
    rule, text = await refused(drill, "xv1", "direct", f"plan decline {plan} 1 Not ours")
    assert rule == "not_found"
    listed = words(await done(drill, "xv1", "direct", "plan list"))
    assert "1 action" in listed
    for part in ("Paris", "France", "UNICEF"):
        assert part not in "\n".join((*seen, text, listed, *drill.texts("direct:xv1")))
    assert "Count the files in Paris" in words(
        await done(drill, "it1", "direct", f"plan show {plan}")
    )


@pytest.mark.rule("DR-22")
async def test_a_plan_names_no_response_that_its_opener_may_not_see(drill: Drill) -> None:
    opened = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    incident = (await done(drill, "nl1", "draft", opened)).made["incident"]
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    line = f"response message {incident} new=pause ongoing=continue We thank Valdora"
    draft = (await done(drill, "au1", "draft", line)).made["response"]
    text = "2026-12-31T15:00Z Registry"
    for who in ("nl1", "au1"):
        line = f"plan open {incident} response={draft} {text}"
        rule, _ = await refused(drill, who, "direct", line)
        assert rule == ("not_found" if who == "nl1" else "stage")
