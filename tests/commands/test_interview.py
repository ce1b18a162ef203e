"""An interview: what an answer may be, what a refusal leaves open, and the ways out of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from tests.commands.conftest import START
from tests.commands.deciding import consulted
from tests.commands.incidents import opened, said


async def asked(drill: Drill, *answers: str) -> Performed:
    """Noor opens an incident, asked question by question."""
    done = await said(drill, "nl1", "draft", "incident open")
    for answer in answers:
        done = await said(drill, "nl1", "direct", answer)
    return done


async def test_an_answer_that_is_no_choice_gets_the_choices_with_their_numbers(
    drill: Drill,
) -> None:
    no = await asked(drill, "77")
    assert no.rule == "form"
    assert "9  Valdora" in words(no)
    assert "“cancel” ends this" in words(no)
    assert (await said(drill, "nl1", "direct", "9")).outcome == "asked"


async def test_an_answer_that_would_be_taken_is_shown_as_an_answer_not_as_a_line(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    for answer in (f"commitment offer {incident}", "Pause new files", "skip"):
        await said(drill, "nl1", "direct", answer)
    no = await said(drill, "nl1", "direct", "tomorrow")
    assert no.rule == "DR-31"
    assert "Answer for example 72h or 5wd" in words(no)
    assert no.page is not None
    assert no.page.buttons == ()
    assert (await said(drill, "nl1", "direct", "72h")).outcome == "done"


async def test_a_question_says_what_it_is_about(drill: Drill) -> None:
    incident = await opened(drill)
    question = await said(drill, "nl1", "direct", f"commitment offer {incident}")
    assert f"commitment offer {incident})" in words(question).partition("\n")[0]


async def test_a_question_for_words_does_not_ask_for_a_number(drill: Drill) -> None:
    question = await asked(drill, "9", "skip", "1")
    assert "What was seen?" in words(question)
    assert "number" not in words(question)


@pytest.mark.parametrize("line", ["today", "incident list", "help"])
async def test_a_bare_command_is_no_answer_to_a_question_for_words(drill: Drill, line: str) -> None:
    await asked(drill, "9", "skip", "1")
    assert (await said(drill, "nl1", "direct", line)).line == line
    opened_now = await said(drill, "nl1", "direct", "Two certificates bear one number")
    assert "incident" in opened_now.made


async def test_a_command_with_an_id_is_no_answer_to_a_question_for_words(drill: Drill) -> None:
    incident = await opened(drill)
    await asked(drill, "9", "skip", "1")
    shown = await said(drill, "nl1", "direct", f"incident show {incident}")
    assert incident in words(shown)


async def test_a_refused_end_of_an_interview_keeps_the_answers_and_says_so(drill: Drill) -> None:
    incident = await opened(drill)
    offer = f"commitment offer {incident} 30d Check every file"
    made = (await said(drill, "nl1", "draft", offer)).made["commitment"]
    await said(drill, "nl1", "draft", f"commitment extend {made} 3d")
    no = await said(drill, "nl1", "direct", "The registry is closed")
    assert no.outcome == "refused"
    assert "Your answers are kept" in words(no)
    assert "Cancelled" in words(await said(drill, "nl1", "direct", "cancel"))


async def test_what_another_role_must_do_is_no_ready_line(drill: Drill) -> None:
    incident = await opened(drill)
    await said(drill, "anouk", "draft", f"incident inform {incident} now=yes Two certificates.")
    refused = []
    for who in ("au1", "anouk"):
        kept = await said(drill, who, "draft", f"response suspend {incident} Suspend adoptions")
        early = f"response propose {kept.made['response']}"
        refused.append(await said(drill, who, "draft", early))
    theirs, chairs = refused
    for no in (theirs, chairs):
        assert f"incident consult {incident}" in words(no)
        assert no.page is not None
    assert theirs.page is not None
    assert not [one for one in theirs.page.buttons if "consult" in one.line]
    assert "another role (chair or National Coordinator)" in words(theirs)


async def test_a_new_interview_says_what_it_puts_aside(drill: Drill) -> None:
    await asked(drill, "9")
    again = await said(drill, "nl1", "direct", "!timezone")
    assert "`incident open` is put aside" in words(again)


async def test_a_number_that_answers_nothing_is_told_so(drill: Drill) -> None:
    no = await said(drill, "nl1", "direct", "2")
    assert "“2”" in words(no)
    assert "today" in words(no)


@pytest.mark.rule("T-30", "T-33")
async def test_those_who_do_not_decide_are_told_what_they_can_do(drill: Drill) -> None:
    incident = await opened(drill)
    embassy = await said(drill, "emb-fr", "direct", f"commitment offer {incident} 72h Pause")
    assert embassy.rule == "T-30"
    assert "incident report" in words(embassy)
    observer = await said(drill, "iss1", "direct", f"commitment offer {incident} 72h Pause")
    assert observer.rule == "T-33"
    assert "`help`" in words(observer)


async def test_a_thing_is_picked_by_its_number_and_only_what_the_command_takes_is_offered(
    drill: Drill,
) -> None:
    first = await opened(drill)
    await drill.until(START + timedelta(minutes=1))
    second = await opened(drill)
    await said(drill, "anouk", "draft", f"incident inform {first} now=yes Two certificates.")
    assert (await said(drill, "anouk", "draft", f"incident consult {first}")).outcome == "done"
    question = words(await said(drill, "anouk", "direct", "incident consult"))
    assert f"1  {second} — " in question
    assert f"2  {first}" not in question
    await said(drill, "anouk", "direct", "cancel")
    await said(drill, "nl1", "direct", "incident update")
    newest = await opened(drill, "it1")
    after = await said(drill, "nl1", "direct", "1")
    assert "What is new?" in words(after)
    done = await said(drill, "nl1", "direct", "The registry answered")
    assert second in done.line
    assert newest not in done.line


async def test_whoever_may_not_see_a_thing_is_not_offered_it(drill: Drill) -> None:
    incident = await opened(drill)
    question = words(await said(drill, "xv1", "direct", "incident show"))
    assert incident not in question
    assert "There is none at the moment" in question
    unseen = words(await said(drill, "xv1", "direct", incident))
    await said(drill, "xv1", "direct", "cancel")
    assert f"There is nothing with the id {incident}" in unseen


async def test_where_names_may_not_stand_only_ids_are_offered(drill: Drill) -> None:
    incident = await opened(drill)
    question = await said(drill, "ca1", "slack-coord", "incident show")
    assert f"1  {incident}" in words(question)
    assert "Birth" not in words(question)


async def test_what_is_refused_anyhow_is_refused_before_anything_is_asked(drill: Drill) -> None:
    incident = await opened(drill)
    no = await said(drill, "au1", "draft", f"incident reopen {incident}")
    assert (no.outcome, no.rule) == ("refused", "stage")
    offer = f"commitment offer {incident} 30d Check every file"
    made = (await said(drill, "nl1", "draft", offer)).made["commitment"]
    other = await said(drill, "it1", "direct", f"commitment done {made}")
    assert (other.outcome, other.rule) == ("refused", "DR-30")
    nobody = await said(drill, "it1", "direct", "incident update INC-7Q4KD3N0Y")
    assert (nobody.outcome, nobody.rule) == ("refused", "not_found")
    again = await said(drill, "it1", "direct", "commitment done")
    assert made not in words(again)
    await said(drill, "it1", "direct", made)
    assert (await said(drill, "it1", "direct", "cancel")).outcome == "asked"


async def test_a_stage_that_refuses_offers_the_few_acts_that_this_person_may_do(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    no = await said(drill, "anouk", "draft", f"incident close {incident}")
    assert no.rule == "stage"
    assert no.page is not None
    lines = [button.line for button in no.page.buttons]
    assert 1 <= len(lines) <= 4
    assert f"incident inform {incident}" in lines
    assert "Possible now" not in words(no)
    officer = await said(drill, "au1", "draft", f"incident reopen {incident} A new fact")
    assert officer.page is not None
    assert f"incident consult {incident}" not in [b.line for b in officer.page.buttons]


@pytest.mark.rule("T-38")
async def test_what_a_rule_wants_to_know_is_not_said_to_be_skipped(drill: Drill) -> None:
    incident = await consulted(drill)
    wanted = await said(drill, "nl1", "draft", f"response message {incident} We ask for the file")
    assert wanted.outcome == "asked"
    assert "meanwhile" in words(wanted)
    assert "skip" not in words(wanted)
    assert "“cancel” ends this" in words(wanted)


async def test_a_bare_number_is_no_reason_and_the_question_stays(drill: Drill) -> None:
    incident = await opened(drill)
    offer = f"commitment offer {incident} 30d Check every file"
    made = (await said(drill, "nl1", "draft", offer)).made["commitment"]
    await said(drill, "nl1", "draft", f"commitment withdraw {made}")
    for number in ("1", " 12 "):
        no = await said(drill, "nl1", "direct", number)
        assert (no.outcome, no.rule) == ("refused", "form")
        assert f"“{number.strip()}” alone" in words(no)
        assert "Answer in words" in words(no)
    given = await said(drill, "nl1", "direct", "1 registry is closed")
    assert given.outcome == "done", words(given)


async def test_a_bare_number_is_no_reason_in_a_complete_line_either(drill: Drill) -> None:
    incident = await opened(drill)
    offer = f"commitment offer {incident} 30d Check every file"
    made = (await said(drill, "nl1", "draft", offer)).made["commitment"]
    no = await said(drill, "nl1", "draft", f"commitment withdraw {made} now=yes 12")
    assert (no.outcome, no.rule) == ("refused", "form")
    assert "“12” alone" in words(no)


async def test_a_number_may_be_an_evidence(drill: Drill) -> None:
    incident = await opened(drill)
    offer = f"commitment offer {incident} 30d Check every file"
    made = (await said(drill, "nl1", "draft", offer)).made["commitment"]
    await said(drill, "nl1", "draft", f"commitment done {made}")
    assert (await said(drill, "nl1", "direct", "4711")).outcome == "done"
