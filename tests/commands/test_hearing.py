"""Organisations hear what the chair approved, speak in their own name, and read nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from storage.store import Store
from tests.commands.deciding import consulted, done, refused, vote
from tests.commands.incidents import everything, opened, said

ASKED = "Which safeguards would you look at first?"


async def asked(drill: Drill, who: str = "iss,voices") -> str:
    """An incident on which these were asked."""
    incident = await consulted(drill)
    await done(drill, "fr1", "draft", f"incident hear {incident} {who} {ASKED}")
    await done(drill, "anouk", "direct", f"incident release {incident} {who}")
    return incident


@pytest.mark.performs("incident hearings", "incident respond", "incident view")
@pytest.mark.rule("T-31", "T-33")
async def test_an_organisation_reads_the_approved_text_and_nothing_of_the_file(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    await done(drill, "fr1", "draft", f"incident hear {incident} iss {ASKED}")
    assert ASKED not in everything(drill, "direct:iss1")
    listed = words(await done(drill, "nl1", "draft", f"incident hearings {incident}"))
    assert "Nothing was shown to it yet." in listed
    assert "It was shown" not in listed
    line = f"incident view {incident} Records"
    assert (await refused(drill, "iss1", "direct", line))[0] == "not_found"
    assert (await refused(drill, "fr1", "direct", f"incident release {incident} iss"))[0] == (
        "mandate"
    )
    await done(drill, "anouk", "direct", f"incident release {incident} iss")
    assert ASKED in everything(drill, "direct:iss1")
    await done(drill, "iss1", "direct", line)
    assert "International Social Service gives its view" in everything(drill, "draft")
    await done(drill, "anouk", "draft", f"incident respond {incident} iss They come first now")
    shown = everything(drill, "direct:iss1")
    assert "They come first now" in shown
    assert "Birth certificates" not in shown
    for line in (f"incident show {incident}", f"incident hearings {incident}"):
        assert (await refused(drill, "iss1", "direct", line))[0] == "not_found"
    listed = words(await done(drill, "nl1", "draft", f"incident hearings {incident}"))
    for part in (ASKED, "Records", "They come first now"):
        assert part in listed


@pytest.mark.rule("T-10", "T-33")
async def test_a_hearing_is_answered_only_where_its_label_may_stand(drill: Drill) -> None:
    incident = await consulted(drill)
    await done(drill, "fr1", "draft", f"incident hear {incident} iss label=amber {ASKED}")
    await done(drill, "anouk", "draft", f"incident release {incident} iss")
    view = f"incident view {incident} Records"
    for line in (view, f"incident decline {incident} reason=Later"):
        assert (await refused(drill, "iss1", "operators", line))[0] == "T-10"
    await done(drill, "iss1", "direct", view)
    answer = f"incident respond {incident} iss They come first"
    assert (await refused(drill, "anouk", "operators", answer))[0] == "T-10"
    assert "They come first" not in everything(drill, "direct:iss1")
    await done(drill, "anouk", "draft", answer)


@pytest.mark.rule("T-33")
async def test_what_is_for_authorities_alone_is_sent_to_no_organisation(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"incident hear {incident} iss label=amber+strict {ASKED}"
    rule, text = await refused(drill, "fr1", "draft", line)
    assert rule == "T-33"
    assert "stays among authorities" in text


@pytest.mark.performs("incident decline", "incident leave_out")
@pytest.mark.rule("T-31", "T-32")
async def test_what_is_adopted_says_who_was_heard_who_declined_and_who_was_not_asked(
    drill: Drill,
) -> None:
    incident = await asked(drill, "iss")
    await done(drill, "iss1", "direct", f"incident decline {incident}")
    await done(drill, "anouk", "draft", f"incident leave_out {incident} voices It was dissolved")
    line = f"response message {incident} new=pause ongoing=continue We thank Valdora"
    wants = await said(drill, "fr1", "draft", line)
    assert wants.outcome == "asked"
    assert "association" in words(wants)
    made = await done(drill, "fr1", "direct", "It is no more")
    opening = f"poll open {made.made['response']} rule=simple_majority closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", opening)).made["poll"]
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", CA="no", AU="yes", IL="yes")
    await drill.until(drill.now + timedelta(days=8))
    result = everything(drill, "draft")
    assert "Preferred to give no view: International Social Service" in result
    assert "Not asked: Adopted Voices XV. Reason: It was dissolved" in result
    assert "Preferred to give no view" not in everything(drill, "xv")


@pytest.mark.performs("incident enter_view", "incident hear", "incident release")
@pytest.mark.rule("T-32")
async def test_an_association_that_was_asked_needs_no_reason_and_may_answer_by_letter(
    drill: Drill,
) -> None:
    incident = await asked(drill)
    await done(
        drill,
        "anouk",
        "draft",
        f"incident enter_view {incident} voices evidence=letter_of_9_March Ask us first",
    )
    assert "How it came: letter of 9 March" in everything(drill, "draft")
    line = f"response message {incident} new=pause ongoing=continue We thank Valdora"
    await done(drill, "fr1", "draft", line)


@pytest.mark.performs("incident enter_view")
@pytest.mark.rule("T-31")
async def test_an_organisation_that_declines_by_letter_is_shown_as_one_that_declined(
    drill: Drill,
) -> None:
    incident = await asked(drill)
    line = f"incident enter_view {incident} voices evidence=letter_of_9_March"
    question = await said(drill, "sec1", "direct", line)
    assert "What does Adopted Voices XV say" in words(question)
    await said(drill, "sec1", "direct", "cancel")
    kept = await done(drill, "sec1", "direct", f"{line} declined=yes We have no time")
    assert "gives no view" in words(kept)
    told = everything(drill, "draft")
    assert "Adopted Voices XV prefers to give no view." in told
    assert "How it came: letter of 9 March" in told
    shown = words(await done(drill, "fr1", "draft", f"incident hearings {incident}"))
    assert "Adopted Voices XV: the organisation prefers to give no view" in shown
    later = f"incident enter_view {incident} voices evidence=letter_of_20_March Ask us first"
    await done(drill, "sec1", "direct", later)
    assert "Ask us first" in everything(drill, "draft")


@pytest.mark.rule("T-31", "T-32")
async def test_who_was_only_drafted_for_or_reads_along_was_not_asked(drill: Drill) -> None:
    incident = await consulted(drill)
    await done(drill, "fr1", "draft", f"incident hear {incident} voices {ASKED}")

    def let_in(store: Store) -> None:
        found = store.incidents.get(incident)
        assert found is not None
        store.incidents.put(replace(found, invited=("voices",)))

    await drill.runtime.database.run(let_in)
    line = f"response message {incident} new=pause ongoing=continue We thank Valdora"
    assert (await said(drill, "fr1", "draft", line)).outcome == "asked"
    made = await done(drill, "fr1", "direct", "They are written to")
    opening = f"poll open {made.made['response']} rule=simple_majority closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", opening)).made["poll"]
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", CA="no", AU="yes", IL="yes")
    await drill.until(drill.now + timedelta(days=8))
    without = "No association of people with lived experience was asked. Reason: They are written"
    assert without in everything(drill, "draft")


@pytest.mark.rule("T-31")
async def test_a_second_view_takes_neither_the_first_nor_its_answer_from_the_record(
    drill: Drill,
) -> None:
    incident = await asked(drill, "iss")
    await done(drill, "iss1", "direct", f"incident view {incident} Records")
    await done(drill, "anouk", "draft", f"incident respond {incident} iss They come first now")
    await done(drill, "iss1", "direct", f"incident view {incident} And fees")
    listed = words(await done(drill, "nl1", "draft", f"incident hearings {incident}"))
    first, _, second = listed.partition("They come first now")
    assert "says: “Records”" in first
    assert "says: “And fees”" in second
    assert "Answered" not in second


@pytest.mark.performs("incident dismiss", "incident entries", "incident entry")
@pytest.mark.rule("T-45")
async def test_each_state_is_asked_what_it_did_with_what_the_record_knows(drill: Drill) -> None:
    incident = await opened(drill)
    await done(drill, "it1", "draft", f"action announce {incident} checks consulted=no Twice")
    await done(drill, "anouk", "draft", f"incident entries {incident}")
    ask = everything(drill, "direct:it1")
    assert f"before {incident} is closed, what did your State do about it?" in ask
    assert "Italy: checks files more closely" in ask.split("On record of your State so far")[-1]
    await done(drill, "it1", "direct", f"incident entry {incident} recorded=yes")
    assert "What Italy did\nItaly: checks files more closely" in everything(drill, "draft")
    again = words(await done(drill, "anouk", "draft", f"incident entries {incident}"))
    assert "7 States are asked" in again
    await done(drill, "anouk", "draft", f"incident dismiss {incident} reason=unfounded")
    await done(drill, "nl1", "draft", f"incident dismiss {incident} reason=unfounded")
    assert (await said(drill, "anouk", "draft", f"incident close {incident}")).outcome == "done"


@pytest.mark.rule("T-45")
async def test_a_record_that_knows_nothing_does_not_speak_for_a_state(drill: Drill) -> None:
    incident = await opened(drill)
    empty = await said(drill, "it1", "direct", f"incident entry {incident} recorded=yes")
    assert (empty.outcome, "Nothing is on record" in words(empty)) == ("asked", True)
    await done(drill, "it1", "direct", "We wrote to our agency")
    assert "What Italy did\nWe wrote to our agency" in everything(drill, "draft")


@pytest.mark.rule("T-45")
async def test_whoever_closes_without_entries_asks_for_them_in_one_line(drill: Drill) -> None:
    incident = await opened(drill)
    stance = f"incident stance {incident} addressing evidence=Act_12 Done"
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV See annex.")
    await done(drill, "xv1", "direct", stance)
    closed = await done(drill, "anouk", "draft", f"incident close {incident}")
    assert f"`incident entries {incident}`" in words(closed)
    assert "before" not in everything(drill, "direct:it1")
    await done(drill, "anouk", "draft", f"incident entries {incident}")
    assert f"{incident} is closed. What did your State do about it?" in everything(
        drill, "direct:it1"
    )
    for person in ("au1", "ca1", "co1", "fr1", "il1", "it1", "nl1", "ph1"):
        await done(drill, person, "direct", f"incident entry {incident} We looked at our files")
    await done(drill, "anouk", "draft", f"incident reopen {incident} Another certificate")
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex 2.")
    await done(drill, "xv1", "direct", stance)
    again = await done(drill, "anouk", "draft", f"incident close {incident}")
    assert f"`incident entries {incident}`" in words(again)


@pytest.mark.rule("T-31")
async def test_nobody_is_asked_for_a_view_any_more_once_the_incident_is_closed(
    drill: Drill,
) -> None:
    incident = await asked(drill, "iss")
    await done(
        drill, "xv1", "direct", f"incident stance {incident} addressing evidence=Act_12 Done"
    )
    await done(drill, "anouk", "draft", f"incident close {incident}")
    left = await drill.runtime.database.run(
        lambda store: store.asks.get(f"hearing:{incident}:iss", "iss1")
    )
    assert left is None
    await done(drill, "iss1", "direct", f"incident view {incident} Records")
