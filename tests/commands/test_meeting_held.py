"""Holding a meeting: attendance, quorum, conclusions, the record, and the way back."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.meetings import card, convened, done, incident, said


@pytest.mark.rule("DR-12")
async def test_a_meeting_opens_with_a_third_of_the_parties_and_says_what_it_may_do(
    drill: Drill,
) -> None:
    meeting = await convened(drill, await incident(drill))
    for who in ("nl1", "it1"):
        await done(drill, who, "draft", f"meeting attend {meeting}")
    no = await said(drill, "anouk", "draft", f"meeting open {meeting}")
    assert (no.outcome, no.rule) == ("refused", "DR-12")
    assert f"meeting close {meeting}" in words(no)
    third = await done(drill, "fr1", "draft", f"meeting attend {meeting}")
    assert "3 of 8" in words(third)
    opened = words(await done(drill, "anouk", "draft", f"meeting open {meeting}"))
    assert "enough to debate, not to decide" in opened
    assert "Here: the Netherlands, Italy and France" in await card(drill, meeting)


async def test_the_chair_calls_the_roll_and_takes_back_what_was_wrong(drill: Drill) -> None:
    meeting = await convened(drill)
    line = f"meeting attend {meeting}"
    assert "5 of 9" in words(await done(drill, "anouk", "draft", f"{line} present=NL,IT,FR,CA,AU"))
    assert "4 of 9" in words(await done(drill, "anouk", "draft", f"{line} absent=CA"))
    assert (await said(drill, "nl1", "draft", f"{line} present=IL")).rule == "mandate"


async def test_several_people_of_a_party_count_once(drill: Drill) -> None:
    meeting = await convened(drill)
    await done(drill, "fr1", "draft", f"meeting attend {meeting}")
    both = await done(drill, "fr2", "draft", f"meeting attend {meeting}")
    assert "1 of 9" in words(both)


async def test_conclusions_are_numbered_and_corrected_in_place(drill: Drill) -> None:
    meeting = await convened(drill)
    roll = f"meeting attend {meeting} present=NL,IT,FR"
    await done(drill, "anouk", "draft", roll)
    early = await said(drill, "anouk", "draft", f"meeting conclude {meeting} Too early")
    assert (early.outcome, early.rule) == ("refused", "stage")
    await done(drill, "anouk", "draft", f"meeting open {meeting}")
    await done(drill, "anouk", "draft", f"meeting conclude {meeting} Files wait")
    await done(drill, "anouk", "draft", f"meeting conclude {meeting} Next in May")
    await done(drill, "anouk", "draft", f"meeting conclude {meeting} corrects=1 New files wait")
    no = await said(drill, "anouk", "draft", f"meeting conclude {meeting} corrects=3 What")
    assert (no.outcome, no.rule) == ("refused", "form")
    shown = await card(drill, meeting)
    assert "Conclusion 1: New files wait" in shown
    assert "Conclusion 2: Next in May" in shown


@pytest.mark.performs("meeting minutes")
async def test_the_record_goes_from_minutes_to_the_archive_in_its_order(drill: Drill) -> None:
    meeting = await convened(drill)
    await done(drill, "anouk", "draft", f"meeting attend {meeting} present=NL,IT,FR")
    await done(drill, "anouk", "draft", f"meeting open {meeting}")
    await done(drill, "anouk", "draft", f"meeting close {meeting}")
    hasty = await said(drill, "anouk", "draft", f"meeting minutes {meeting} archive")
    assert (hasty.outcome, hasty.rule) == ("refused", "stage")
    for step in ("circulate_minutes", "adopt_minutes", "adopt_conclusions", "archive"):
        await done(drill, "anouk", "draft", f"meeting minutes {meeting} {step}")
    assert "Archived" in await card(drill, meeting)


async def test_without_a_quorum_it_is_adjourned_and_can_be_convened_again(drill: Drill) -> None:
    meeting = await convened(drill)
    await done(drill, "nl1", "draft", f"meeting attend {meeting}")
    closed = words(await done(drill, "anouk", "draft", f"meeting close {meeting}"))
    assert "Adjourned without a quorum" in closed
    await done(drill, "anouk", "draft", f"meeting convene {meeting} 2026-03-27T11:00Z")
    assert "Here" not in await card(drill, meeting)


@pytest.mark.performs("meeting agenda")
async def test_an_agenda_is_offered_and_written_anew(drill: Drill) -> None:
    meeting = await convened(drill)
    offered = words(await done(drill, "nl1", "direct", f"meeting agenda {meeting}"))
    assert "What each party will do" in offered
    assert (await said(drill, "nl1", "direct", f"meeting agenda {meeting} Mine")).rule == "mandate"
    await done(drill, "anouk", "direct", f"meeting agenda {meeting} Records; Letters\nNext")
    shown = await card(drill, meeting)
    assert "Agenda: Records · Letters · Next" in shown


async def test_lists_show_meetings_to_come_and_those_of_an_incident(drill: Drill) -> None:
    about = await incident(drill)
    meeting = await convened(drill, about)
    other = await convened(drill)
    listed = words(await done(drill, "nl1", "direct", "meeting list"))
    assert meeting in listed
    assert other in listed
    of_incident = words(await done(drill, "nl1", "direct", f"meeting list incident={about}"))
    assert meeting in of_incident
    assert other not in of_incident
