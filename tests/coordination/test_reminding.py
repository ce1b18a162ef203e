"""Reminders come in working time, and leave time to answer."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import Closure, WorkCalendar, full_working_days, is_working_time
from coordination.meeting.reminding import answer_by
from coordination.reminding import APART, LEFT, remind_at, remind_next
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


@given(st.sampled_from(ZONES), st.integers(60, 60 * 24 * 30))
def test_every_reminder_is_in_working_time_apart_from_the_one_before_and_there_are_three_at_most(
    zone: str, minutes: int
) -> None:
    calendar = WorkCalendar(zone)
    closes = OPENED + timedelta(minutes=minutes)
    last, told = OPENED, []
    while (at := remind_next(last, OPENED, closes, calendar)) is not None:
        assert is_working_time(calendar, at)
        assert last + APART <= at <= closes - LEFT
        told.append(at)
        last = at
    assert len(told) <= 3
    if minutes > 60 * 24 * 5:
        assert told


def test_a_vote_is_reminded_of_three_days_a_day_and_three_hours_before_its_end() -> None:
    calendar = WorkCalendar("Europe/Amsterdam")
    closes = calendar.at(date(2026, 3, 13), time(16))  # a Friday
    opened = closes - timedelta(days=10)
    told = [opened]
    while (at := remind_next(told[-1], opened, closes, calendar)) is not None:
        told.append(at)
    assert [closes - at for at in told[1:]] == [timedelta(hours=h) for h in (72, 24, 3)]


def test_an_office_that_is_closed_hears_of_a_vote_when_it_opens_and_never_on_its_holiday() -> None:
    calendar = WorkCalendar("Europe/Amsterdam", closures={date(2026, 4, 3): Closure("Good Friday")})
    closes = calendar.at(date(2026, 4, 6), time(12))  # three days before: Good Friday at noon
    opened = closes - timedelta(days=10)
    first = remind_next(opened, opened, closes, calendar)
    assert first is not None
    assert calendar.local(first).isoformat() == "2026-04-06T09:00:00+02:00"
    assert remind_next(first, opened, closes, calendar) is None
