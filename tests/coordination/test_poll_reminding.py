"""Reminders of a poll come in working time, and leave time to answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar, is_working_time
from coordination.poll.reminding import LEFT, remind_at
from tests.coordination.polls import OPENED, poll

ZONES = ("Australia/Sydney", "America/Bogota", "Asia/Jerusalem", "Europe/Amsterdam")


@given(st.sampled_from(ZONES), st.integers(60, 60 * 24 * 30))
def test_a_reminder_is_in_working_time_and_leaves_time_to_answer(zone: str, minutes: int) -> None:
    calendar = WorkCalendar(zone)
    on = replace(poll(), closes_at=OPENED + timedelta(minutes=minutes))
    at = remind_at(on, calendar)
    if at is not None:
        assert is_working_time(calendar, at)
        assert OPENED < at <= on.closes_at - LEFT
    else:
        assert minutes <= 60 * 24 * 5
