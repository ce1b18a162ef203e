"""A longer time that is offered where a shorter one was asked for (DR-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar, after_working_days
from coordination.poll.course import extend
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, MOMENT, OPENED, poll


@pytest.mark.rule("DR-10")
@given(st.integers(0, 13), st.integers(0, 23))
def test_the_longer_time_that_is_offered_is_a_full_working_day_of_all(days: int, hour: int) -> None:
    """A vote that closes on a Friday is not offered a Saturday."""
    zones = ("Europe/Paris", "Asia/Manila", "America/Toronto")
    calendars = {zone: WorkCalendar(zone) for zone in zones}
    ends = CLOSES + timedelta(days=days, hours=hour)
    on = replace(poll(), closes_at=ends)
    with pytest.raises(Refused) as no:
        extend(on, ends, OPENED, calendars=calendars)
    [ready] = no.value.instead
    at = datetime.fromisoformat(ready.split()[-1])
    assert extend(on, at, OPENED).closes_at == at
    assert at == after_working_days(calendars, ends, 1).instant
    assert {calendar.local(at - MOMENT).weekday() for calendar in calendars.values()} - {5, 6}
