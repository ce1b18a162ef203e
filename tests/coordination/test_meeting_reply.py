"""Answers for offered starts as people type them, and the mornings of reminders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import OPENS, Closure, WorkCalendar, is_working_time
from coordination.meeting.availability import Availability
from coordination.meeting.reminding import day_before
from coordination.meeting.reply import letter, read_reply
from coordination.refused import Refused

YES, MAYBE, NO = Availability


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("A C", (YES, NO, YES)),
        ("a,c", (YES, NO, YES)),
        ("1 and 3", (YES, NO, YES)),
        ("all", (YES, YES, YES)),
        ("none", (NO, NO, NO)),
        ("A yes, B if need be, C no", (YES, MAYBE, NO)),
        ("A=yes B=maybe", (YES, MAYBE, NO)),
        ("2: if need be", (NO, MAYBE, NO)),
        ("a oui b non", (YES, NO, NO)),
    ],
)
def test_an_answer_is_read_as_it_was_meant(typed: str, meant: tuple[Availability, ...]) -> None:
    assert read_reply(typed, 3) == meant


@pytest.mark.parametrize("typed", ["", "D", "4", "maybe", "Tuesday", "A yes yes", "AB", "²"])
def test_what_cannot_be_read_is_refused_and_never_guessed(typed: str) -> None:
    with pytest.raises(Refused) as no:
        read_reply(typed, 3)
    assert no.value.rule == "form"


@given(st.lists(st.sampled_from(list(Availability)), min_size=1, max_size=5))
def test_what_is_written_out_is_read_back(answers: list[Availability]) -> None:
    line = " ".join(f"{letter(n)} {a.value}" for n, a in enumerate(answers))
    assert read_reply(line, len(answers)) == tuple(answers)


@given(st.text(max_size=40), st.integers(1, 5))
def test_any_text_is_read_whole_or_refused(text: str, count: int) -> None:
    try:
        found: tuple[Availability, ...] = read_reply(text, count)
    except Refused:
        found = (NO,) * count
    assert len(found) == count


@given(
    st.integers(0, 2 * 365 * 48),
    st.sampled_from(["Europe/Amsterdam", "Australia/Sydney", "America/Bogota", "UTC"]),
)
def test_the_day_s_reminder_falls_into_working_hours_a_day_before(half: int, zone: str) -> None:
    holiday = {date(2026, 4, 3): Closure("Good Friday"), date(2026, 4, 6): Closure("Easter Monday")}
    calendar = WorkCalendar(zone, closures=holiday)
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * half)
    at = day_before(calendar, start)
    assert at <= start - timedelta(days=1)
    assert is_working_time(calendar, at)
    assert start - at < timedelta(days=7)
    assert calendar.local(at).time() == OPENS or at == start - timedelta(days=1)
