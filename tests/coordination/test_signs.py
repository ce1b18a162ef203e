"""Early signs count each incident once, in its own quarter, and conclude nothing (T-46)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.incident.signs import Course, Quarter, Took, signs

ZONE = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)
CODES = ("IP-DOC", "IP-FEE", "IP-CON")


def course(ago: int, codes: set[str], informed: int | None, answered: int | None) -> Course:
    """An incident opened so many days ago, with its steps so many days after that."""
    opened = NOW - timedelta(days=ago)
    ends = (
        None if days is None else opened + timedelta(days=days) for days in (informed, answered)
    )
    return Course(tuple(sorted(codes)), opened, *ends)


courses = st.lists(
    st.builds(
        course,
        st.integers(0, 1500),
        st.sets(st.sampled_from(CODES), min_size=1),
        st.none() | st.integers(0, 90),
        st.none() | st.integers(0, 90),
    ),
    max_size=15,
)


@pytest.mark.rule("T-46")
@given(courses, st.integers(1, 12))
def test_each_incident_is_counted_once_in_the_quarter_in_which_it_was_opened(
    several: list[Course], quarters: int
) -> None:
    found = signs(several, TODAY, quarters, ZONE)
    first = Quarter.of(TODAY).earlier(quarters - 1).first
    here = [one for one in several if one.opened_at.astimezone(ZONE).date() >= first]
    assert len(found.quarters) == quarters
    assert [one.quarter for one in found.quarters] == sorted(
        (one.quarter for one in found.quarters), reverse=True
    )
    assert sum(one.number for one in found.quarters) == len(here)
    for code in CODES:
        counted = sum(dict(one.practices).get(code, 0) for one in found.quarters)
        assert counted == sum(code in one.practices for one in here)
    for took in (found.informed, found.answered):
        assert took.number + took.open == len(here)


@pytest.mark.rule("T-46")
@given(courses)
def test_half_of_the_incidents_took_no_longer_and_half_no_shorter_than_the_median(
    several: list[Course],
) -> None:
    took = signs(several, TODAY, 20, ZONE).informed
    lengths = [(c.informed_at - c.opened_at).days for c in several if c.informed_at]
    if took.days is None:
        assert not lengths
        return
    assert 2 * sum(days <= took.days for days in lengths) >= len(lengths)
    assert 2 * sum(days >= took.days for days in lengths) >= len(lengths)


@pytest.mark.rule("T-46")
def test_a_quarter_begins_at_midnight_on_the_group_s_own_clock() -> None:
    begun = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    [this, before] = signs([Course(("IP-DOC",), begun)], TODAY, 2, ZONE).quarters
    assert (this.quarter, this.number, before.number) == (Quarter(2026, 1), 1, 0)


@pytest.mark.rule("T-46")
def test_a_state_that_was_told_before_took_no_time_and_none_is_said_where_none_was_told() -> None:
    early = Course(("IP-DOC",), NOW, NOW - timedelta(days=3))
    found = signs([early, Course(("IP-FEE",), NOW)], TODAY, 1, ZONE)
    assert found.informed == Took(0, 1, 1)
    assert found.answered == Took(None, 0, 2)
