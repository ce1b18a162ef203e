"""The day of a State's own measure: its own calendar's, past or to come, the same for all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done, refused
from tests.commands.incidents import everything, opened
from tests.commands.test_convergence import later
from tests.commands.test_taken_back import twice


@pytest.mark.rule("T-34")
async def test_a_measure_that_began_before_is_recorded_with_its_true_day(drill: Drill) -> None:
    """Monday 9 March: Italy has suspended since Monday 2 March, and the record says so."""
    incident = await opened(drill)
    line = f"action announce {incident} suspension consulted=no starts=2026-03-02 No new files"
    assert "In effect since Mon 2 Mar 2026." in words(await done(drill, "it1", "draft", line))
    await later(drill)
    [board] = [text for text in drill.texts("draft") if text.startswith("🧭")]
    assert "in force: Italy since Mon 2 Mar" in board


@pytest.mark.rule("T-36")
async def test_what_was_said_last_counts_though_it_began_earlier(drill: Drill) -> None:
    """Israel says that it continues, and then reports that it has paused since last week."""
    incident = await opened(drill)
    await done(drill, "il1", "draft", f"action announce {incident} continues As before")
    await done(drill, "ca1", "draft", f"action announce {incident} continues As before")
    await later(drill)
    past = "suspension consulted=no starts=2026-03-02 Pause"
    await done(drill, "il1", "draft", f"action announce {incident} {past}")
    await later(drill)
    told = words(await done(drill, "anouk", "draft", f"board divergence {incident}"))
    assert "suspended: Israel since Mon 2 Mar" in told
    assert "continue: Canada since Mon 9 Mar" in told


@pytest.mark.rule("DR-31", "T-34")
async def test_a_day_is_the_same_day_for_every_reader(drill: Drill) -> None:
    """In Canberra it is the next day already when the day begins in Ottawa."""
    incident = await opened(drill)
    line = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    id = (await done(drill, "ca1", "draft", line)).made["action"]
    line = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    await done(drill, "au1", "draft", line)
    await later(drill)
    for who in ("ca1", "au1", "ph1", "il1"):
        shown = words(await done(drill, who, "direct", f"board show {incident}"))
        assert "Australia from Fri 20 Mar · Canada from Fri 20 Mar" in shown
        shown = words(await done(drill, who, "direct", f"action compare {incident}"))
        assert "Canada: Fri 20 Mar 2026" in shown
        assert "Australia: Fri 20 Mar 2026" in shown
        assert "They differ in" not in shown
        listed = words(await done(drill, who, "direct", f"action list incident={incident}"))
        assert id in listed
    assert "From Fri 20 Mar 2026." in everything(drill, "draft")


@pytest.mark.performs("action start", "action end")
@pytest.mark.rule("T-34")
async def test_a_beginning_and_an_end_are_reported_with_their_days(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    id = (await done(drill, "it1", "draft", line)).made["action"]
    rule, why = await refused(drill, "it1", "draft", f"action start {id} since=2026-03-19")
    assert rule == "T-34"
    assert "still to come" in why
    line = f"action start {id} since=2026-03-05"
    shown = await twice(drill, "it1", line, "in effect since Thu 5 Mar 2026?")
    assert "In effect since Thu 5 Mar 2026." in shown
    rule, why = await refused(drill, "it1", "draft", f"action end {id} since=2026-03-04 Over")
    assert "before it began" in why
    rule, why = await refused(drill, "it1", "draft", f"action end {id} since=2026-03-30 Over")
    assert "still to come" in why
    shown = words(await done(drill, "it1", "draft", f"action end {id} since=2026-03-06 Over"))
    assert "No longer in effect since Fri 6 Mar 2026." in shown


@pytest.mark.performs("action answer", "action begin")
@pytest.mark.rule("T-34")
async def test_a_state_that_is_asked_names_another_day_and_is_asked_again(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"action announce {incident} checks consulted=no starts=2026-03-12 Twice"
    id = (await done(drill, "it1", "draft", line)).made["action"]
    await later(drill, timedelta(days=4))
    asked = [text for text in drill.texts("direct:it1") if "Is it in effect?" in text]
    assert len(asked) == 1
    assert "Thu 12 Mar 2026 was named" in asked[0]
    moved = await done(drill, "it1", "direct", f"action answer {id} not_yet day=2026-03-18")
    assert "From Wed 18 Mar 2026." in words(moved)
    assert "From Wed 18 Mar 2026." in everything(drill, "draft")
    named = "Wed 18 Mar 2026 was named"
    await later(drill, timedelta(days=3))
    assert named not in everything(drill, "direct:it1")
    await later(drill, timedelta(days=4))
    assert len([text for text in drill.texts("direct:it1") if named in text]) == 1
    shown = words(await done(drill, "it1", "direct", f"action answer {id} in_effect"))
    assert "In effect since Wed 18 Mar 2026." in shown


@pytest.mark.rule("T-34")
async def test_what_has_begun_cannot_wait_for_a_consultation(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"action announce {incident} checks consulted=first starts=2026-03-02 Twice"
    rule, why = await refused(drill, "it1", "draft", line)
    assert rule == "T-34"
    assert "Were the others consulted before it began" in why
    assert incident in words(await done(drill, "it1", "draft", line.replace("=first", "=no")))


@pytest.mark.rule("DR-31", "T-41")
async def test_the_day_of_a_commitment_and_of_a_procedure_is_its_own_state_s(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"commitment offer {incident} 2026-05-04T15:00Z starts=2026-03-20 Pause new files"
    id = (await done(drill, "au1", "draft", line)).made["commitment"]
    for who in ("au1", "ca1", "ph1"):
        shown = words(await done(drill, who, "direct", f"commitment show {id}"))
        assert "It begins on Fri 20 Mar 2026" in shown
    today = f"commitment offer {incident} 2026-05-04T15:00Z starts=2026-03-09 Check each file"
    id = (await done(drill, "au1", "draft", today)).made["commitment"]
    kept = await drill.runtime.database.run(lambda store: store.commitments.get(id))
    assert kept is not None
    assert kept.stage.value == "active"
    rule, _ = await refused(drill, "au1", "draft", today.replace("03-09", "03-06"))
    assert rule == "DR-31"
