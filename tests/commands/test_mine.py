"""What one's own State has a part in: also what it only proposed, or voted on."""

from __future__ import annotations

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import put, vote
from tests.commands.incidents import said
from tests.commands.messages import drafted, must, sent
from tests.commands.test_plan_sight import planned


async def test_every_list_of_one_s_own_is_asked_for_alike(asking: Drill) -> None:
    made = await put(asking)
    for person in ("it1", "fr1"):
        line = f"commitment offer {made['incident']} 2026-05-04T15:00Z now=yes Pause new files"
        await said(asking, person, "draft", line)
    for noun in ("incident", "poll", "message", "commitment", "meeting", "plan", "action"):
        assert (await said(asking, "it1", "direct", f"{noun} list mine=yes")).outcome == "done"
    mine = words(await said(asking, "it1", "direct", "commitment list mine=yes"))
    assert "Italy" in mine
    assert "France" not in mine
    here = words(
        await said(asking, "fr1", "direct", f"commitment list incident={made['incident']} mine=yes")
    )
    assert "France" in here
    assert "Italy" not in here
    both = words(await said(asking, "it1", "direct", "commitment list mine=yes party=FR"))
    none = words(await said(asking, "ca1", "direct", "commitment list mine=yes"))
    assert both == none
    secretary = words(await said(asking, "sec1", "direct", "commitment list mine=yes"))
    assert secretary == none


async def test_an_incident_is_of_who_proposed_or_voted_on_it(asking: Drill) -> None:
    made = await put(asking)
    await vote(asking, made["poll"], CA="yes")
    for person, part in (("au1", True), ("ca1", True), ("ph1", False)):
        mine = words(await said(asking, person, "direct", "incident list mine=yes"))
        assert (made["incident"] in mine) is part, person
        assert made["poll"] in words(await said(asking, person, "direct", "poll list mine=yes"))


async def test_a_message_is_of_who_writes_it_who_is_asked_to_sign_and_who_gets_it(
    drill: Drill,
) -> None:
    inc, letter = await sent(drill)
    draft = await drafted(drill, inc)
    for person, of_letter, of_draft in (("fr1", True, True), ("nl1", True, False)):
        mine = words(await must(drill, person, "message list mine=yes"))
        assert ((letter in mine), (draft in mine)) == (of_letter, of_draft), person
    assert letter in words(await must(drill, "xv1", "message list mine=yes"))
    assert letter in words(await must(drill, "sec1", "message list"))
    assert letter not in words(await must(drill, "sec1", "message list mine=yes"))


async def test_a_day_ends_with_where_everything_of_the_own_state_stands(drill: Drill) -> None:
    for person, name in (("it1", "Italy"), ("nl1", "the Netherlands")):
        assert f"All in which {name} has a part: `incident list mine=yes`" in words(
            await must(drill, person, "today")
        )
    assert "mine=yes" not in words(await must(drill, "sec1", "today"))


async def test_a_plan_is_of_who_opened_it_or_does_a_part_and_a_measure_of_who_takes_it(
    drill: Drill,
) -> None:
    incident = (await put(drill))["incident"]
    plan = await planned(drill, incident)
    line = f"plan add {plan} by=IT due=2026-09-01T15:00Z Train the registrars"
    await must(drill, "nl1", line)
    measure = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    id = (await must(drill, "it1", measure)).made["action"]
    for person, of_plan, of_measure in (("nl1", True, False), ("it1", True, True)):
        plans = words(await must(drill, person, "plan list mine=yes"))
        measures = words(await must(drill, person, "action list mine=yes"))
        assert ((plan in plans), (id in measures)) == (of_plan, of_measure), person
    assert plan not in words(await must(drill, "fr1", "plan list mine=yes"))
    assert plan in words(await must(drill, "fr1", "plan list"))
    here = words(await must(drill, "nl1", f"action list incident={incident} mine=yes"))
    assert id not in here
