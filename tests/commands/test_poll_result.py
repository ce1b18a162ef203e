"""What stands on the result of a poll: the answers that count, and nothing that was taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.text import short
from tests.commands.deciding import CLOSES, done, newest, poll_of, put, vote

ANNOUNCED = CLOSES + timedelta(minutes=5)


@pytest.mark.rule("DR-16")
async def test_the_words_of_an_answer_that_was_changed_do_not_stand_on_the_result(
    drill: Drill,
) -> None:
    poll = (await put(drill, "rule=consensus"))["poll"]
    await done(drill, "nl1", "direct", f"poll object {poll} Our courts have not looked at it.")
    await done(drill, "it1", "direct", f"poll object {poll} The fees are left out.")
    await vote(drill, poll, NL="yes", AU="yes", CA="yes", CO="yes")
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "Yes: Australia, Canada, Colombia and the Netherlands" in result
    assert "Italy: “The fees are left out.”" in result
    assert "Our courts have not looked at it." not in result


@pytest.mark.rule("DR-16", "DR-33")
async def test_a_letter_that_its_party_answered_after_is_not_named_as_its_answer(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    for party in ("PH", "IT"):
        line = f"poll enter {poll} {party} no 2026-03-09T08:00Z Note verbale 12/{party}"
        await done(drill, "sec1", "direct", line)
        await done(drill, "anouk", "direct", f"poll countersign {poll} {party} yes")
    await vote(drill, poll, PH="yes", AU="yes", CA="yes", CO="yes")
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "No: Italy" in result
    assert "Italy answered from outside, through the secretariat: Note verbale 12/IT" in result
    assert "Note verbale 12/PH" not in result


@pytest.mark.rule("DR-21")
async def test_a_party_that_left_without_an_answer_is_not_counted_as_one_that_answered(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await vote(drill, poll, AU="yes", IT="yes")
    for second in ("sec1", "anouk"):
        line = f"poll leave {poll} PH withdrawn Note verbale 9/2026"
        await done(drill, second, "direct", line)
    shown = words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    assert "Answered: 2 of 7" in shown
    assert "Left the group: the Philippines" in shown


@pytest.mark.rule("DR-21")
async def test_the_objection_of_a_party_that_is_suspended_is_still_one_of_the_answers(
    drill: Drill,
) -> None:
    poll = (await put(drill, "rule=consensus"))["poll"]
    await vote(drill, poll, AU="yes", IT="no", PH="yes")
    for party in ("IT", "PH"):
        line = f"poll leave {poll} {party} suspended Decision 9/2026"
        await done(drill, "sec1", "direct", line)
        await done(drill, "anouk", "direct", line)
    shown = words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    assert "Answered: 2 of 7" in shown


@pytest.mark.rule("DR-22", "DR-25")
async def test_a_procedural_question_names_its_own_fingerprint_and_no_reply_to_the_text(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    line = f"response reply {made['response']} Our registers are being mended."
    await done(drill, "xv1", "direct", line)
    await done(drill, "au1", "direct", f"poll challenge {made['poll']} FR It is named")
    aside = f"poll aside {made['poll']} FR closes=2026-03-12T15:00Z"
    asked = (await done(drill, "anouk", "draft", aside)).made["poll"]
    mark = short((await poll_of(drill, {"poll": asked})).fingerprint)
    shown = words(await done(drill, "nl1", "direct", f"poll show {asked}"))
    for told in (shown, newest(drill, "direct:it1")):
        assert f"this question (fingerprint {mark})" in told
        assert f"text {made['response']}" not in told
        assert "Our registers are being mended." not in told
    on_the_text = words(await done(drill, "nl1", "direct", f"poll show {made['poll']}"))
    assert "Valdora replies: “Our registers are being mended.”" in on_the_text


@pytest.mark.rule("DR-12")
async def test_a_procedural_question_that_too_few_answered_is_not_answered_with_no(
    drill: Drill,
) -> None:
    made = await put(drill)
    await done(drill, "au1", "direct", f"poll challenge {made['poll']} FR It is named")
    aside = f"poll aside {made['poll']} FR closes=2026-03-12T15:00Z"
    asked = (await done(drill, "anouk", "draft", aside)).made["poll"]
    await vote(drill, asked, NL="yes")
    await drill.until(CLOSES - timedelta(days=3))
    shown = words(await done(drill, "nl1", "direct", f"poll show {asked}"))
    assert shown.startswith("🗳 Neither yes nor no, for want of a quorum. Does France stand aside")
    assert "Not agreed" not in shown
    assert "so nothing is decided" in shown


@pytest.mark.rule("DR-28")
async def test_a_poll_that_was_taken_off_says_who_did_so_with_whose_consent_and_why(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "anouk", "draft", f"poll withdraw {poll} Not read yet.")
    await done(drill, "au1", "direct", f"poll consent {poll} no")
    await done(drill, "anouk", "draft", f"poll withdraw {poll} The roundtable comes first.")
    await done(drill, "au1", "direct", f"poll consent {poll} yes")
    said = (
        "Withdrawn by Anouk, who chairs the group, with the consent of Australia, "
        "which put the item: “The roundtable comes first.”"
    )
    for line in (f"poll show {poll}", f"why {poll}"):
        assert said in words(await done(drill, "nl1", "direct", line))
    assert said in newest(drill, "draft")
    assert "Not read yet." not in newest(drill, "draft")
    for theirs in (newest(drill, "xv"), words(await done(drill, "xv1", "direct", f"why {poll}"))):
        assert "Withdrawn" in theirs or "taken off" in theirs
        assert "The roundtable comes first." not in theirs


@pytest.mark.rule("DR-12")
@pytest.mark.parametrize(
    ("rule", "means"),
    [
        ("rule=simple_majority", "Whoever gives none counts neither for nor against."),
        ("rule=absolute_majority", "Whoever gives none makes adoption harder"),
        ("rule=unanimity", "Whoever gives none stops the text: every party must be for it."),
        ("rule=consensus", "Whoever gives none does not object."),
    ],
)
async def test_card_and_ballot_say_how_many_must_answer_and_what_it_means_to_give_no_answer(
    drill: Drill, rule: str, means: str
) -> None:
    poll = (await put(drill, rule))["poll"]
    told = f"Answers needed: 5, or nothing is decided. {means}"
    shown = words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    why = words(await done(drill, "nl1", "direct", f"why {poll}"))
    for text in (newest(drill, "draft"), newest(drill, "direct:it1"), shown, why):
        assert told in text
    assert "Answers needed" not in words(await done(drill, "xv1", "direct", f"poll show {poll}"))


@pytest.mark.rule("DR-08", "DR-12")
async def test_under_silence_no_number_of_answers_is_needed(drill: Drill) -> None:
    poll = (await put(drill, "rule=silence"))["poll"]
    shown = words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    assert "Answers needed" not in shown
