"""A procedure is unified when all that adopted it report; a plan's timetable comes as a picture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, VOTERS, done, proposed, refused, response_of, vote

UNIFY = "IP-FEE condition=as_at_home new=pause ongoing=continue reason=urgent One fee for all"


@pytest.mark.rule("T-41")
async def test_a_procedure_is_unified_only_when_every_adopting_state_reports(drill: Drill) -> None:
    made = await proposed(drill, UNIFY, "unify")
    id = made["response"]
    assert any("On condition: as at home\n" in text for text in drill.texts("draft"))
    rule, _ = await refused(drill, "nl1", "draft", f"response apply {id} 2026-03-01 Circular 7")
    assert rule == "stage"
    line = f"poll open {id} rule=two_thirds closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    answers = dict.fromkeys(VOTERS, "yes") | {"CA": "no", "PH": "abstain"}
    await vote(drill, poll, **answers)
    await drill.until(CLOSES + timedelta(hours=1))
    adopting = [code for code in VOTERS if answers[code] == "yes"]
    for code in adopting[:-1]:
        line = f"response apply {id} 2026-03-01 variance=by_region Circular of {code}"
        said = words(await done(drill, VOTERS[code], "draft", line))
        assert "Not unified yet" in said
        assert "by region" in said
    last = VOTERS[adopting[-1]]
    said = words(await done(drill, last, "draft", f"response apply {id} 2026-03-01 Circular 9"))
    assert "the procedure is unified" in said
    assert "Unified: every State that adopted it" in said
    assert any("the procedure is unified" in text for text in drill.texts("draft"))


@pytest.mark.rule("T-41")
async def test_what_begins_later_is_not_reported_as_applied_yet(drill: Drill) -> None:
    id = await adopted_among_guests(drill)
    later = f"response apply {id} 2026-06-01 Circular 9"
    rule, told = await refused(drill, "au1", "draft", later)
    assert (rule, "from Mon 1 Jun 2026" in told) == ("T-41", True)
    incident = (await response_of(drill, {"response": id})).incident
    assert f"`commitment offer {incident} response={id}`" in told
    shown = words(await done(drill, "nl1", "direct", f"response show {id}"))
    assert "applied by 0 of 6" in shown
    # In Canberra the first of June begins while it is still May elsewhere.
    await drill.until(datetime(2026, 5, 31, 15, tzinfo=UTC))
    assert (await refused(drill, "co1", "draft", later))[0] == "T-41"
    assert "applied by 1 of 6" in words(await done(drill, "au1", "draft", later))


async def test_who_reports_in_the_room_reads_there_what_it_is_told_and_not_once_more_in_private(
    drill: Drill,
) -> None:
    id = await adopted_among_guests(drill)
    said = "Italy reports that it applies this procedure"
    await done(drill, "it1", "draft", f"response apply {id} 2026-03-01 Circular 9")
    assert sum(said in text for text in drill.texts("draft")) == 1
    assert not any(said in text for text in drill.texts("direct:it1"))
    await done(drill, "nl1", "direct", f"response apply {id} 2026-03-01 Circular 7")
    assert any("Netherlands reports that" in text for text in drill.texts("direct:nl1"))


async def adopted_among_guests(drill: Drill) -> str:
    """A procedure that six of eight adopted, under an incident that embassies may read."""
    opening = "incident open XV both practices=IP-FEE label=amber now=yes Fees"
    incident = (await done(drill, "nl1", "draft", opening)).made["incident"]
    for line in (f"inform {incident} state=XV now=yes See annex.", f"consult {incident}"):
        await done(drill, "anouk", "draft", f"incident {line}")
    line = f"response unify {incident} {UNIFY}"
    id = (await done(drill, "au1", "draft", line)).made["response"]
    line = f"poll open {id} rule=two_thirds closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, **(dict.fromkeys(VOTERS, "yes") | {"CA": "no", "PH": "no"}))
    await done(drill, "anouk", "draft", f"incident invite {incident} FR,CA")
    await drill.until(CLOSES + timedelta(hours=1))
    return id


@pytest.mark.performs("incident invite", "response apply", "response unify")
@pytest.mark.rule("DR-29", "T-30")
async def test_guests_read_who_applies_a_procedure_and_nothing_that_tells_who_adopted_it(
    drill: Drill,
) -> None:
    id = await adopted_among_guests(drill)
    line = f"response apply {id} 2026-03-01 Circular 9"
    assert "No report yet from" in words(await done(drill, "it1", "draft", line))
    await drill.until(drill.now + timedelta(seconds=30))
    shown = words(await done(drill, "emb-fr", "direct", f"response show {id}"))
    assert "Italy: since Sun 1 Mar 2026, by Circular 9" in shown
    assert "would tell who did" in shown
    rooms = ("embassies", "full", "xv", "direct:emb-fr")
    for text in (shown, *(text for room in rooms for text in drill.texts(room))):
        assert "No report yet from" not in text
    assert "No report yet from" in words(await done(drill, "nl1", "direct", f"response show {id}"))
    assert "No report yet from" in "\n".join(drill.texts("draft"))
    for code in ("AU", "CO", "FR", "IL", "NL"):
        await done(drill, VOTERS[code], "draft", f"response apply {id} 2026-03-01 Circular {code}")
    assert "the procedure is unified" in drill.texts("draft")[-1]
    await drill.until(drill.now + timedelta(seconds=30))
    for room in rooms:
        told = "\n".join(drill.texts(room))
        assert "nified" not in told
        assert " of 6" not in told


@pytest.mark.performs("plan answer")
@pytest.mark.rule("U-35", "U-38", "T-52")
async def test_a_plan_is_shown_as_text_and_as_a_picture(drill: Drill) -> None:
    made = await proposed(drill)
    line = f"plan open {made['incident']} 2026-12-31T15:00Z organisations=UNICEF Registry"
    plan = (await done(drill, "fr1", "draft", line)).made["plan"]
    line = f"plan add {plan} by=IT due=2026-06-30T15:00Z Send two experts"
    await done(drill, "fr1", "draft", line)
    assert any("Does it take this on?" in text for text in drill.texts("direct:it1"))
    taken = words(await done(drill, "it1", "direct", "1"))
    assert "is now a commitment of your own" in taken
    shown = await done(drill, "fr1", "direct", f"plan show {plan} picture=yes")
    assert "1. Send two experts · Italy" in words(shown)
    assert "1 running" in words(shown)
    assert any("Timetable of" in text for text in drill.texts("direct:fr1"))


@pytest.mark.rule("T-26")
async def test_a_state_that_is_seen_to_address_it_after_a_response_lets_the_incident_be_closed(
    drill: Drill,
) -> None:
    response = await adopted_among_guests(drill)
    thing = await drill.runtime.database.run(lambda store: store.things.find(response))
    assert thing is not None
    incident = thing.incident
    _, said = await refused(drill, "anouk", "draft", f"incident close {incident}")
    assert "a view with evidence" in said
    await done(drill, "nl1", "draft", f"incident stance {incident} addressing evidence=Decree_12")
    await done(drill, "anouk", "draft", f"incident close {incident} now=yes")
