"""How long a letter waits for its second person when platforms were away (DR-11, DR-33)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coordination.calendar import WorkCalendar, after_working_hours
from coordination.poll.outage import Outage, nothing_heard
from coordination.poll.second import LAPSES, stands_until

DESK = WorkCalendar("UTC")
MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
END = after_working_hours(DESK, MONDAY, LAPSES)


def gap(began: datetime, length: timedelta | None, platform: str = "matrix") -> Outage:
    return Outage(platform, began, None if length is None else began + length)


def until(*gaps: Outage, now: datetime = END) -> datetime:
    names = dict.fromkeys(one.platform for one in gaps)
    return stands_until(MONDAY, nothing_heard(gaps, names, now), DESK)


@pytest.mark.rule("DR-11", "DR-33")
def test_a_long_outage_within_its_time_gives_the_whole_time_again() -> None:
    assert until(gap(END - HOUR, 20 * MINUTE)) == after_working_hours(
        DESK, END - 40 * MINUTE, LAPSES
    )
    assert until(gap(MONDAY + HOUR, None), now=END + HOUR) == after_working_hours(
        DESK, END + HOUR, LAPSES
    )


@pytest.mark.rule("DR-11", "DR-33")
@pytest.mark.parametrize(
    "one",
    [
        gap(END - HOUR, 15 * MINUTE),  # short
        gap(END, 3 * HOUR),  # after its end
        gap(MONDAY - 3 * HOUR, 3 * HOUR),  # before it
        gap(END - MINUTE, None),  # short so far
    ],
)
def test_what_takes_no_time_from_it_gives_none(one: Outage) -> None:
    assert until(one) == END


@pytest.mark.rule("DR-11", "DR-33")
def test_a_platform_that_is_away_alone_freezes_nothing() -> None:
    slack = gap(MONDAY, None, "slack")
    matrix = gap(END - HOUR, 5 * MINUTE)
    assert nothing_heard([slack, matrix], ("slack", "matrix"), END) == []
    long = gap(END - 2 * HOUR, HOUR)
    assert nothing_heard([slack, long], ("slack", "matrix"), END) == [(long.began, long.ended)]


@pytest.mark.rule("DR-11")
def test_whoever_is_on_no_platform_was_never_unheard() -> None:
    assert nothing_heard([gap(MONDAY, HOUR)], (), END) == []
