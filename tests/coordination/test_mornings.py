"""Mornings: on working days alone, never in quiet hours, one after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar
from coordination.mornings import last_morning, next_morning, quiet
from coordination.parties import Person

ZONES = ("Europe/Amsterdam", "America/Bogota", "Australia/Sydney", "Asia/Kathmandu")
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 2 * 365 * 24 * 3600).map(lambda s: FIRST + timedelta(seconds=s))


@given(INSTANTS, st.sampled_from(ZONES), st.integers(0, 23), st.integers(0, 12))
def test_a_morning_is_a_working_day_and_awake(
    at: datetime, zone: str, start: int, end: int
) -> None:
    person = Person("noor", "Noor", zone=zone, quiet_from=start, quiet_to=end)
    calendar = WorkCalendar(zone)
    for found in (next_morning(person, calendar, at), last_morning(person, calendar, at)):
        local = found.astimezone(ZoneInfo(zone))
        assert calendar.works(local.date())
        assert local.hour >= 8
        assert local.hour == 23 or not quiet(person, local.hour)
    assert last_morning(person, calendar, at) < at < next_morning(person, calendar, at)


@given(INSTANTS, st.sampled_from(ZONES))
def test_the_morning_before_the_next_one_is_this_one(at: datetime, zone: str) -> None:
    person, calendar = Person("noor", "Noor", zone=zone), WorkCalendar(zone)
    this = next_morning(person, calendar, at)
    after = next_morning(person, calendar, this)
    assert last_morning(person, calendar, after) == this
    assert after - this <= timedelta(days=3, hours=1)


@pytest.mark.parametrize(("hour", "expected"), [(19, False), (20, True), (6, True), (7, False)])
def test_quiet_hours_may_go_over_midnight(hour: int, expected: bool) -> None:
    assert quiet(Person("noor", "Noor"), hour) is expected
