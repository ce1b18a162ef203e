"""An edited message is a refused line read again, and never an answer to what was asked since."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.heard import Incoming
from coordination.incident.incident import Incident
from storage.store import Store
from tests.commands.deciding import newest, put
from tests.commands.test_edited import answers, written

NOTHING = "An edited message answers no question"


async def says(drill: Drill, event: str, text: str, of: str | None = None) -> str:
    """What nl1 is told on a message in private, or on an edit of one."""
    more = {"replaces": of} if of else {}
    return "\n".join(map(words, await written(drill, event, text, "direct", **more)))


async def opened(drill: Drill) -> list[Incident]:
    """The incidents of the group."""

    def listed(store: Store) -> list[Incident]:
        return store.incidents.page("ica", "NL")

    return await drill.runtime.database.run(listed)


async def reports(drill: Drill, incident: str) -> int:
    """How many reports stand under an incident."""
    return await drill.runtime.database.run(lambda store: len(store.incidents.reports(incident)))


async def test_an_edit_of_an_answer_does_not_answer_the_next_question(drill: Drill) -> None:
    await says(drill, "e1", "incident open")
    assert "(2 of 4" in await says(drill, "e2", "Valdora")
    for event in ("e3", "e4"):  # and so each time
        told = await says(drill, event, "4", of="e2")
        assert NOTHING in told
        assert "(2 of 4" in told
    assert "(3 of 4" in await says(drill, "e5", "4")


@pytest.mark.rule("T-10")
async def test_an_edit_of_an_answer_sends_no_preview(asking: Drill) -> None:
    drill = asking
    answered = ("incident open", "Valdora", "4", "2", "One number on two certificates")
    for number, text in enumerate(answered):
        told = await says(drill, f"e{number}", text)
    assert "1  Send" in told
    told = await says(drill, "x1", "1", of="e3")
    assert NOTHING in told
    assert "1  Send" in told
    assert await opened(drill) == []
    assert "is open" in await says(drill, "e9", "1")
    assert len(await opened(drill)) == 1


@pytest.mark.rule("DR-32", "DR-16")
async def test_an_edit_of_an_old_number_votes_on_no_ballot(drill: Drill) -> None:
    await says(drill, "e1", "2")
    made = await put(drill)
    assert NOTHING in await says(drill, "e2", "1", of="e1")
    assert await answers(drill, made["poll"]) == []
    await says(drill, "e3", "answer")
    await says(drill, "e4", "1")
    assert await answers(drill, made["poll"]) == ["yes"]


@pytest.mark.parametrize("typed", ["Valdra", "Nowhere at all"])
async def test_an_answer_that_did_not_fit_is_put_right_where_it_stands(
    drill: Drill, typed: str
) -> None:
    await says(drill, "e1", "incident open")
    assert "(2 of 4" not in await says(drill, "e2", typed)
    assert "(2 of 4" in await says(drill, "e3", "Valdora", of="e2")
    assert NOTHING in await says(drill, "e4", "France", of="e2")


async def test_an_edit_of_the_line_that_began_an_interview_is_read_as_a_line(
    drill: Drill,
) -> None:
    await says(drill, "e1", "incident open XV")
    told = await says(drill, "e2", "incident open IT", of="e1")
    assert "(2 of 4" in told
    await says(drill, "e3", "4")
    await says(drill, "e4", "2")
    await says(drill, "e5", "One number on two certificates")
    assert [one.concerned for one in await opened(drill)] == [("IT",)]


async def test_a_slip_that_was_put_right_by_number_is_not_done_again_by_an_edit(
    drill: Drill,
) -> None:
    incident = (await put(drill))["incident"]
    before = await reports(drill, incident)
    line = f"incident report {incident} The register is missing"
    assert "1  " in await says(drill, "e1", line.replace("report", "reporrt"))
    assert "is filed" in await says(drill, "e2", "1")
    told = await says(drill, "e3", line, of="e1")
    assert "stays as it was recorded" in told
    assert "incident retract REP-" in newest(drill, "direct:nl1")
    assert await reports(drill, incident) == before + 1


async def test_an_edit_with_a_number_picks_no_line(drill: Drill) -> None:
    await says(drill, "e0", "2")
    assert "1  `incident list`" in await says(drill, "e1", "incidnt list")
    assert "1  `incident list`" in await says(drill, "e2", "1", of="e0")
    assert "no such incidents" in await says(drill, "e3", "1")


async def test_talk_that_is_edited_into_a_line_is_heard_once(drill: Drill) -> None:
    said = Incoming("matrix", "t1", "@nl1:localhost", "draft", "hello", None)
    assert await drill.runtime.say(said) == []
    edit = said._replace(event="t2", text="!whoami", replaces="t1")
    [done] = await drill.runtime.say(edit)
    assert "You are" in words(done)
    [no] = await drill.runtime.say(edit._replace(event="t3", text="!today"))
    assert "stays as it was recorded" in words(no)
