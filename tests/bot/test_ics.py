"""Calendar entries, read back by another library than eyes: zones, identity, changes, words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.ics import attached, written
from bot.render.reader import Reader
from commands.outcome import Invitation, Method
from coordination.said import Names, Said

START = datetime(2026, 3, 26, 11, tzinfo=UTC)
ENTRY = Invitation(
    uid="MTG-7Q4KD3N2W@comity",
    sequence=0,
    method=Method.REQUEST,
    start=START,
    end=START + timedelta(hours=2),
    stamp=datetime(2026, 3, 19, 9, tzinfo=UTC),
    summary=Said("form.party", name=Names.of({"en": "Roundtable", "fr": "Table ronde"})),
    description=Said("form.person", name="Read it in the room"),
    organizer="ica",
    group=Said("form.party", name=Names.of({"en": "ICA Coordination"})),
    link="https://meet.example.org/room",
)
ZONES = [
    "Europe/Amsterdam",
    "America/Toronto",
    "Australia/Sydney",
    "Asia/Jerusalem",
    "America/Bogota",
    "Asia/Manila",
    "Etc/GMT-3",
    "UTC",
]


def calendar(entry: Invitation, zone: str = "Europe/Amsterdam") -> Calendar:
    content = written(entry, Reader("en", zone, shared=False), "nl1", "Noor")
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    return found


def event(entry: Invitation, zone: str = "Europe/Amsterdam") -> Event:
    [found] = calendar(entry, zone).events
    return found


def instant(value: object) -> datetime:
    assert isinstance(value, datetime)
    return value.astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_the_entry_keeps_its_instant_in_every_zone_and_brings_the_zone_s_rules(zone: str) -> None:
    found = calendar(ENTRY, zone)
    [held] = found.events
    assert instant(held.start) == START
    assert instant(held.end) == START + timedelta(hours=2)
    if zone != "UTC":
        assert held["DTSTART"].params["TZID"] == zone
        assert [str(part["TZID"]) for part in found.timezones] == [zone]


@given(st.integers(0, 2 * 365 * 96), st.sampled_from(ZONES))
def test_any_instant_survives_the_changes_of_clocks(quarter: int, zone: str) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarter)
    held = event(replace(ENTRY, start=start, end=start + timedelta(hours=1)), zone)
    assert instant(held.start) == start


@pytest.mark.parametrize("month", [1, 3, 7, 11])
@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "UTC"])
def test_the_rules_it_brings_give_the_instant_to_a_calendar_that_knows_no_zone(
    zone: str, month: int
) -> None:
    start = START.replace(month=month)
    found = calendar(replace(ENTRY, start=start, end=start + timedelta(hours=2)), zone)
    [rules] = found.timezones
    [held] = found.events
    assert isinstance(held.start, datetime)
    brought = held.start.replace(tzinfo=rules.to_tz(lookup_tzid=False))
    assert brought.astimezone(UTC) == start


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    moved = event(replace(ENTRY, sequence=1, start=START + timedelta(days=1)))
    assert (str(moved["UID"]), moved["SEQUENCE"]) == (ENTRY.uid, 1)
    assert str(calendar(ENTRY)["METHOD"]) == "REQUEST"
    assert str(moved["STATUS"]) == "CONFIRMED"


def test_a_cancellation_says_so_in_the_calendar_and_in_the_event() -> None:
    off = replace(ENTRY, sequence=2, method=Method.CANCEL)
    assert str(calendar(off)["METHOD"]) == "CANCEL"
    held = event(off)
    assert (str(held["STATUS"]), held["SEQUENCE"]) == ("CANCELLED", 2)


def test_words_are_the_recipient_s_and_nobody_has_an_e_mail_address() -> None:
    content = written(ENTRY, Reader("en", "Europe/Paris", shared=False), "fr1", "Camille")
    [held] = Calendar.from_ical(content).events
    assert str(held["SUMMARY"]) == "Roundtable"
    assert held["ATTENDEE"].params["CN"] == "Camille"
    assert str(held["ATTENDEE"]).startswith("urn:uuid:")
    assert b"mailto" not in content.lower()
    assert str(held["CLASS"]) == "PRIVATE"


def test_the_same_entry_gives_the_same_bytes_when_it_is_sent_again() -> None:
    reader = Reader("en", "Europe/Paris", shared=False)
    assert written(ENTRY, reader, "fr1", "C") == written(ENTRY, reader, "fr1", "C")


def test_text_cannot_add_properties_and_a_strange_link_is_left_out() -> None:
    evil = "x\r\nATTACH:https://evil.example\nEND:VEVENT"
    entry = replace(ENTRY, summary=Said("form.person", name=evil), link="javascript:alert(1)")
    found = calendar(entry)
    [held] = found.events
    assert "ATTACH" not in held
    assert "URL" not in held


def test_the_file_has_a_neutral_name_and_says_what_it_is() -> None:
    file = attached("k", ENTRY, Reader("en", "Europe/Amsterdam", shared=False), "nl1", "Noor")
    assert file.name == "MTG-7Q4KD3N2W.ics"
    assert "method=REQUEST" in file.media_type
    assert "12:00" in file.alternative


def test_an_entry_travels_through_the_outbox_unchanged() -> None:
    assert Invitation.read(json.loads(json.dumps(ENTRY.data()))) == ENTRY
