"""Proposing and convening: who is asked, what is shown, what every calendar holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.meetings import (
    card,
    convened,
    done,
    entries,
    incident,
    proposed,
    said,
)

NOON = datetime(2026, 3, 26, 11, tzinfo=UTC)


@pytest.mark.rule("T-12", "T-28")
async def test_a_proposal_shows_every_capital_s_time_and_who_is_not_invited(drill: Drill) -> None:
    about = await incident(drill)
    line = f"meeting propose {about} dates=2026-03-25..2026-03-27 Common response"
    page = words(await done(drill, "anouk", "draft", line))
    assert "without Canberra (00:00) and Manila (21:00); furthest from day" in page
    assert "(07:00 to 22:00): Canberra, by 4 h" in page
    assert any(row.startswith("A) ") for row in page.splitlines())
    assert any(row.startswith("– without Canberra") for row in page.splitlines())
    assert "Not invited: Valdora" in page
    assert "Israel, weekend" in page
    wide = words(await done(drill, "anouk", "draft", "meeting propose none 2026-03-26 X"))
    assert "Not invited" not in wide


@pytest.mark.rule("T-11")
async def test_a_frozen_room_is_not_told_when_a_meeting_is(drill: Drill) -> None:
    meeting = await proposed(drill)
    await done(drill, "anouk", "direct", "room freeze draft")
    before = drill.texts("draft")
    await done(drill, "anouk", "direct", f"meeting convene {meeting} A")
    assert drill.texts("draft") == before


@pytest.mark.performs("meeting available", "meeting slots")
@pytest.mark.rule("DR-29")
async def test_availability_is_private_and_the_room_sees_only_how_many(drill: Drill) -> None:
    meeting = await proposed(drill)
    refused = await said(drill, "it1", "draft", f"meeting available {meeting} A")
    assert (refused.outcome, refused.rule) == ("refused", "DR-29")
    await done(drill, "nl1", "direct", "A")
    await done(drill, "ca1", "direct", f"meeting available {meeting} none")
    shown = await card(drill, meeting)
    assert "Answered: 2 of 9" in shown
    assert "About: Common response" in shown
    for_nl = words(await done(drill, "nl1", "direct", f"meeting slots {meeting}"))
    assert "cannot" not in for_nl
    for_chair = words(await done(drill, "anouk", "direct", f"meeting slots {meeting}"))
    assert "can NL" in for_chair
    assert "cannot CA" in for_chair
    assert "No answer yet from Italy" in for_chair


async def test_who_is_asked_reads_what_it_is_about_and_by_when_to_answer(drill: Drill) -> None:
    await proposed(drill, await incident(drill))
    [asked] = [text for text in drill.texts("direct:nl1") if "When can" in text]
    assert "About: Common response — " in asked
    assert "Please answer by Wed 11 Mar 2026, 17:00" in asked


async def test_an_answer_that_cannot_be_read_keeps_the_question_open(drill: Drill) -> None:
    await proposed(drill)
    no = await said(drill, "nl1", "direct", "Tuesday maybe")
    assert "letters" in words(no)
    assert (await said(drill, "nl1", "direct", "A if need be")).outcome == "done"


async def test_the_chair_is_told_when_everybody_has_answered(drill: Drill) -> None:
    meeting = await proposed(drill, more="invite=NL,IT")
    await done(drill, "nl1", "direct", "A")
    await done(drill, "it1", "direct", "all")
    [told] = [t for t in drill.texts("direct:anouk") if "Everybody has said" in t]
    assert f"meeting convene {meeting} A" in told


async def test_convening_puts_the_meeting_in_everybody_s_calendar_in_their_own_zone(
    drill: Drill,
) -> None:
    meeting = await convened(drill, await incident(drill))
    await drill.until(NOON - timedelta(days=10))
    for person, zone in (("nl1", "Europe/Amsterdam"), ("au1", "Australia/Sydney")):
        [(method, event)] = entries(drill, person)
        assert (method, str(event["UID"]), event["SEQUENCE"]) == (
            "REQUEST",
            f"{meeting}@comity",
            0,
        )
        assert event["DTSTART"].params["TZID"] == zone
        assert isinstance(event.start, datetime)
        assert event.start.astimezone(UTC) == NOON
    assert entries(drill, "xv1") == []


async def test_the_line_in_a_room_leaves_every_capital_s_clock_to_the_card(drill: Drill) -> None:
    meeting = await convened(drill)
    [told] = [text for text in drill.texts("draft") if text.startswith("📅 Convened:")]
    assert "Manila" not in told
    assert "Thu 26 Mar" in told
    assert "Manila" in await card(drill, meeting)
    await done(drill, "anouk", "draft", f"meeting convene {meeting} 2026-03-27T11:00Z")
    [moved] = [text for text in drill.texts("draft") if text.startswith("📅 Moved:")]
    assert "Manila" not in moved


@pytest.mark.rule("T-07")
async def test_nothing_of_the_subject_stands_in_a_calendar_or_an_open_room(drill: Drill) -> None:
    about = await incident(drill)
    meeting = await convened(drill, about)
    [(_, event)] = entries(drill, "nl1")
    assert str(event["SUMMARY"]) == f"{meeting} ({about})"
    assert "Common response" not in event.to_ical().decode()
    assert not any("Common response" in text for text in drill.texts("slack-coord"))
    assert any("Common response" in text for text in drill.texts("draft"))


@pytest.mark.performs("meeting cancel", "meeting postpone")
async def test_moving_postponing_and_cancelling_keep_the_uid_and_raise_the_sequence(
    drill: Drill,
) -> None:
    meeting = await convened(drill)
    await done(drill, "anouk", "draft", f"meeting convene {meeting} 2026-03-27T11:00Z")
    await done(drill, "anouk", "draft", f"meeting postpone {meeting} Two delegations travel.")
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    await done(drill, "anouk", "draft", f"meeting cancel {meeting} Settled in writing.")
    got = [
        (method, event["SEQUENCE"], str(event["STATUS"])) for method, event in entries(drill, "nl1")
    ]
    assert got == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
        ("REQUEST", 3, "CONFIRMED"),
        ("CANCEL", 4, "CANCELLED"),
    ]
    assert len({str(event["UID"]) for _, event in entries(drill, "nl1")}) == 1
    assert any("Cancelled" in text for text in drill.texts("draft"))
    for how, day in (("Postponed", "Fri 27 Mar"), ("Cancelled", "Thu 26 Mar")):
        told = [text for text in drill.texts("direct:nl1") if f"📅 {how}:" in text]
        assert f"no longer on {day}" in told[0]  # whoever has it in the calendar looks for the day


async def test_a_chair_who_convenes_a_meeting_and_comes_to_it_is_told_its_start_once(
    drill: Drill,
) -> None:
    await convened(drill)
    texts = drill.texts("direct:anouk")
    told = [text for text in texts if text.startswith(("📅 Convened", "📅 You are invited"))]
    assert len(told) == 1, told
    assert sum("have it for their calendars" in text for text in texts) == 1


async def test_whoever_calls_a_meeting_off_and_was_to_come_is_told_once(drill: Drill) -> None:
    meeting = await convened(drill)
    off = await done(drill, "anouk", "direct", f"meeting cancel {meeting} Settled in writing.")
    assert "you among them" in words(off)
    told = [text for text in drill.texts("direct:anouk") if "Settled in writing." in text]
    assert len(told) == 1


async def test_the_card_of_a_meeting_that_is_off_begins_with_that(drill: Drill) -> None:
    meeting = await convened(drill)
    await done(drill, "anouk", "draft", f"meeting cancel {meeting} Settled in writing.")
    card = next(text for text in reversed(drill.texts("draft")) if "TLP:" in text)
    assert card.startswith("📅 Cancelled: ")
    assert "Agenda" not in card


async def test_moving_and_cancelling_ask_to_be_confirmed_in_live_rooms(asking: Drill) -> None:
    line = "meeting propose none 2026-03-26 band=06-24 Common response"
    meeting = (await done(asking, "anouk", "draft", line)).made["meeting"]
    await done(asking, "anouk", "draft", f"meeting convene {meeting} A")
    sure = await said(asking, "anouk", "draft", f"meeting cancel {meeting} Settled")
    assert sure.outcome == "asked"
    assert len(entries(asking, "nl1")) == 1
    await done(asking, "anouk", "draft", f"meeting cancel {meeting} now=yes Settled")
    assert len(entries(asking, "nl1")) == 2


async def test_an_invitation_taken_back_leaves_the_calendar_and_a_new_one_enters_it(
    drill: Drill,
) -> None:
    meeting = await convened(drill)
    await done(drill, "anouk", "draft", f"meeting invite {meeting} IL remove=yes")
    assert [method for method, _ in entries(drill, "il1")] == ["REQUEST", "CANCEL"]
    await done(drill, "anouk", "draft", f"meeting invite {meeting} iss")
    assert [method for method, _ in entries(drill, "iss1")] == ["REQUEST"]
    assert [event["SEQUENCE"] for _, event in entries(drill, "nl1")] == [0, 1, 2]


async def test_everybody_is_reminded_a_working_day_and_an_hour_before_while_awake(
    drill: Drill,
) -> None:
    await convened(drill)
    acts = await drill.until(NOON)
    reminded = {act.performed.line.split(" ", 3)[3]: act.at for act in acts}
    assert reminded["nl1 day"] == NOON - timedelta(days=1)
    assert reminded["nl1 hour"] == NOON - timedelta(hours=1)
    # 22:00 in Canberra is in quiet hours from 20:00, so the evening's last half hour it is.
    assert reminded["au1 hour"] == datetime(2026, 3, 26, 8, 30, tzinfo=UTC)
    soon = [t for t in drill.texts("direct:au1") if "Soon" in t]
    assert len(soon) == 1


async def test_a_cancelled_meeting_reminds_nobody(drill: Drill) -> None:
    meeting = await convened(drill)
    await done(drill, "anouk", "draft", f"meeting cancel {meeting} Settled in writing.")
    assert await drill.until(NOON) == []


async def test_a_question_that_waited_for_the_morning_is_not_put_when_it_is_settled(
    drill: Drill,
) -> None:
    await drill.until(datetime(2026, 3, 9, 12, tzinfo=UTC))
    await convened(drill)
    await drill.until(datetime(2026, 3, 10, 12, tzinfo=UTC))
    texts = drill.texts("direct:au1")
    assert not any("When can Australia" in text for text in texts)
    assert any("You are invited" in text for text in texts)


@pytest.mark.rule("DR-31")
async def test_a_start_needs_its_time_and_zone(drill: Drill) -> None:
    meeting = await proposed(drill)
    for start in ("2026-03-26", "2026-03-26T12:00"):
        no = await said(drill, "anouk", "draft", f"meeting convene {meeting} {start}")
        assert (no.outcome, no.rule) == ("refused", "DR-31")
        assert "Europe/Amsterdam" in words(no)
