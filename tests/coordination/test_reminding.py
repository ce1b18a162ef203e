"""Reminders come in working time, and leave time to answer."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar, is_working_time
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
