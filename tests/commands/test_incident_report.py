"""Reports: where they may be written, what they rest on, and taking one back."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.incidents import everything, kept, opened, said


@pytest.mark.rule("T-10")
@pytest.mark.parametrize(
    "line",
    [
        "incident report {id} kind=suspected_practice_report Mother Ayla",
        "incident report {id} Mother Ayla practice_and_procedure",
        "incident report {id} kind=practice_and_procedure kind=mission_report Mother Ayla",
    ],
)
async def test_a_sensitive_report_in_a_lower_room_is_not_kept(drill: Drill, line: str) -> None:
    id = await opened(drill)
    refused = await said(drill, "ca1", "slack-coord", line.format(id=id))
    assert (refused.outcome, refused.rule) == ("refused", "T-10")
    assert "Ayla" not in words(refused)
    assert len(await reports(drill, id)) == 1


async def reports(drill: Drill, id: str) -> list[str]:
    found = await drill.runtime.database.run(lambda store: store.incidents.reports(id))
    return list(found)


@pytest.mark.rule("T-09")
async def test_a_public_report_may_be_written_in_any_room(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident report {id} kind=seminar_or_workshop_report Notes of the seminar"
    assert (await said(drill, "ca1", "slack-coord", line)).outcome == "done"
    assert "Notes of the seminar" in everything(drill, "draft")


@pytest.mark.rule("T-48")
async def test_naming_an_accredited_body_makes_any_report_sensitive(drill: Drill) -> None:
    id = await opened(drill)
    kind = "kind=seminar_or_workshop_report"
    named = f"incident report {id} {kind} bodies=ponte-aperto Notes"
    assert (await said(drill, "ca1", "slack-coord", named)).rule == "T-10"
    unknown = f"incident report {id} bodies=nobody Notes"
    assert (await said(drill, "ca1", "draft", unknown)).rule == "form"
    assert (await said(drill, "ca1", "draft", named)).outcome == "done"
    assert "Ponte Aperto" in everything(drill, "draft")


@pytest.mark.rule("T-10")
async def test_a_text_that_could_identify_a_person_stands_nowhere_here(drill: Drill) -> None:
    id = await opened(drill)
    refused = await said(drill, "ca1", "draft", f"incident report {id} person=yes A name")
    assert refused.rule == "T-10"
    assert "case reference" in words(refused)


@pytest.mark.rule("T-49", "T-50")
async def test_what_a_report_lacks_is_said_and_it_is_filed(drill: Drill) -> None:
    id = await opened(drill)
    [first] = await reports(drill, id)
    cause = await said(drill, "ca1", "draft", f"incident report {id} kind=cause_report Weak")
    assert "enabling factor" in words(cause)
    result = f"incident report {id} kind=investigation_result"
    loose = await said(drill, "ca1", "draft", f"{result} Two officials charged")
    assert "answers=REP-…" in words(loose)
    linked = await said(drill, "ca1", "draft", f"{result} answers={first} Two officials charged")
    assert (linked.outcome, "answers=" in words(linked)) == ("done", False)
    assert f"Answers {first}" in everything(drill, "draft")


@pytest.mark.rule("T-49")
async def test_the_chair_sees_which_suspicions_have_no_result_yet(drill: Drill) -> None:
    id = await opened(drill)
    [first] = await reports(drill, id)
    brief = f"incident brief {id}"
    waits = words(await said(drill, "anouk", "direct", brief)).partition("without a result yet")[2]
    assert first in waits
    assert "without a result" not in words(await said(drill, "ca1", "direct", brief))
    result = f"incident report {id} kind=investigation_result answers={first} Two were charged"
    await said(drill, "ca1", "draft", result)
    assert "without a result" not in words(await said(drill, "anouk", "direct", brief))


@pytest.mark.performs("incident retract")
async def test_a_withdrawn_report_stays_and_counts_for_nothing(drill: Drill) -> None:
    id = await opened(drill)
    done = await said(drill, "ca1", "draft", f"incident report {id} Fees asked")
    report = done.made["report"]
    refused = await said(drill, "it1", "draft", f"incident retract {report} reason=A_slip")
    assert refused.rule == "mandate"
    asked = await said(drill, "ca1", "direct", f"incident retract {report}")
    assert asked.outcome == "asked"
    await said(drill, "ca1", "direct", "Filed under the wrong incident")
    assert report in await reports(drill, id)
    assert "Filed under the wrong incident" in everything(drill, "draft")
    verified = await said(drill, "nl1", "draft", f"incident verify {id}")
    assert verified.rule == "stage"


async def test_a_corrected_report_takes_the_place_of_the_old_one(drill: Drill) -> None:
    id = await opened(drill)
    [first] = await reports(drill, id)
    other = await said(drill, "ca1", "draft", f"incident report {id} corrects={first} Better")
    assert other.rule == "mandate"
    done = await said(drill, "nl1", "draft", f"incident report {id} corrects={first} Better")
    assert done.outcome == "done"
    assert f"In place of {first}" in everything(drill, "draft")
    await drill.until(drill.now)
    assert (await kept(drill, id)).originator == "NL"


@pytest.mark.rule("T-30")
async def test_an_embassy_reports_where_it_was_let_in_and_nowhere_else(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident report {id} Seen at the register"
    assert (await said(drill, "emb-fr", "direct", line)).rule == "not_found"
    await said(drill, "anouk", "draft", f"incident invite {id} FR")
    assert (await said(drill, "emb-fr", "direct", line)).outcome == "done"
    assert (await said(drill, "emb-ca", "direct", line)).rule == "not_found"


@pytest.mark.rule("DR-22")
async def test_a_foreign_report_is_answered_like_one_that_is_not_there(drill: Drill) -> None:
    id = await opened(drill)
    [first] = await reports(drill, id)
    theirs = await said(drill, "xv1", "direct", f"incident retract {first} reason=A_slip")
    nothing = await said(drill, "xv1", "direct", "incident retract REP-000000000 reason=A_slip")
    assert theirs.rule == "not_found"
    assert words(theirs).replace(first, "") == words(nothing).replace("REP-000000000", "")


@pytest.mark.rule("T-49")
async def test_a_suspicion_said_anew_keeps_its_result_and_a_result_said_anew_its_suspicion(
    drill: Drill,
) -> None:
    id = await opened(drill)
    [first] = await reports(drill, id)
    brief, file = f"incident brief {id}", f"incident report {id}"
    result = await said(drill, "ca1", "draft", f"{file} kind=action_taken answers={first} Stopped")
    await said(drill, "nl1", "draft", f"{file} corrects={first} Two in one year")
    assert "without a result" not in words(await said(drill, "anouk", "direct", brief))
    anew = f"{file} kind=action_taken corrects={result.made['report']} Stopped in May"
    again = await said(drill, "ca1", "draft", anew)
    assert "answers=REP-…" not in words(again)
    assert "without a result" not in words(await said(drill, "anouk", "direct", brief))


@pytest.mark.rule("T-49")
async def test_a_link_that_answers_no_suspicion_is_pointed_at_and_the_report_is_filed(
    drill: Drill,
) -> None:
    id = await opened(drill)
    [first] = await reports(drill, id)
    file = f"incident report {id}"
    page = await said(drill, "ca1", "draft", f"{file} kind=practice_and_procedure Our procedure")
    other = page.made["report"]
    wrong = await said(drill, "it1", "draft", f"{file} kind=action_taken answers={other} Stopped")
    assert (wrong.outcome, "does not stand as a suspicion" in words(wrong)) == ("done", True)
    loose = await said(drill, "it1", "draft", f"{file} kind=mission_report answers={first} Seen")
    assert (loose.outcome, "kind=action_taken" in words(loose)) == ("done", True)
    waits = words(await said(drill, "anouk", "direct", f"incident brief {id}"))
    assert first in waits.partition("without a result yet")[2]
