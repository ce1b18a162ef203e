"""Reminders come in working time, and leave time to answer."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar, full_working_days, is_working_time
from coordination.meeting.reminding import answer_by
from coordination.reminding import LEFT, remind_at
from tests.coordination.polls import OPENED

ZONES = ("Australia/Sydney", "America/Bogota", "Asia/Jerusalem", "Europe/Amsterdam")


@given(st.sampled_from(ZONES), st.integers(60, 60 * 24 * 30))
def test_a_reminder_is_in_working_time_and_leaves_time_to_answer(zone: str, minutes: int) -> None:
    calendar = WorkCalendar(zone)
    closes = OPENED + timedelta(minutes=minutes)
    at = remind_at(OPENED, closes, calendar)
    if at is not None:
        assert is_working_time(calendar, at)
        assert OPENED < at <= closes - LEFT
    else:
        assert minutes <= 60 * 24 * 5


@given(st.sampled_from(ZONES), st.integers(0, 60 * 24 * 14), st.integers(1, 60 * 24 * 30))
def test_who_is_to_say_when_it_can_come_has_two_working_days_or_half_of_the_time(
    zone: str, minutes: int, ahead: int
) -> None:
    calendar = WorkCalendar(zone)
    asked = OPENED + timedelta(minutes=minutes)
    first = asked + timedelta(minutes=ahead)
    until = answer_by(calendar, asked, first)
    assert until <= asked + (first - asked) / 2
    assert asked <= until or ahead < 2
    local = calendar.local(until)
    if asked < until - timedelta(days=4):  # long enough for a weekend: never on a day of rest
        assert calendar.works(local.date())
        assert local.hour == 17
    days = full_working_days(calendar, asked, until)
    assert days <= 2
    if first - asked > timedelta(days=12):
        assert days == 2
