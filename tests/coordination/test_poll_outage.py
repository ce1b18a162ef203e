"""A platform that is away costs nobody an answer, and gives more time when it is away for long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar, after_working_hours
from coordination.poll.cast import in_time
from coordination.poll.outage import LAST, LONG, LONGEST, Outage, extended_to, grace_ends
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, MOMENT, OPENED, poll

MINUTE = timedelta(minutes=1)
MINUTES = st.integers(-3_000, 3_000).map(lambda n: CLOSES + n * MINUTE)
CALENDARS = {"NL": WorkCalendar("Europe/Amsterdam"), "AU": WorkCalendar("Australia/Sydney")}


@st.composite
def outages(draw: st.DrawFn) -> Outage:
    began = draw(MINUTES)
    lasts = draw(st.none() | st.integers(1, 3_000))
    return Outage("matrix", began, None if lasts is None else began + lasts * MINUTE)


@pytest.mark.rule("DR-11")
@over(st.lists(outages(), max_size=4))
def test_the_grace_is_never_shorter_and_ends_within_a_day(given: list[Outage]) -> None:
    opened = poll()
    ends = grace_ends(opened, given)
    assert opened.announced_at <= ends <= opened.announced_at + LONGEST
    assert ends == grace_ends(opened, reversed(given))


@pytest.mark.rule("DR-11", "P-17")
@over(st.integers(0, 299), st.integers(1, 1_400), st.integers(0, 299))
def test_what_was_sent_in_time_counts_however_long_the_bot_was_down(
    before: int, down: int, after: int
) -> None:
    opened = poll()
    began = CLOSES + timedelta(seconds=before) - 2 * MINUTE
    ended = began + down * MINUTE
    received = max(ended, CLOSES) + timedelta(seconds=after)
    assert in_time(opened, received, CLOSES - MOMENT, [Outage("slack", began, ended)])


@pytest.mark.rule("DR-11")
@over(outages())
def test_what_was_not_sent_in_time_never_counts(gap: Outage) -> None:
    with pytest.raises(Refused):
        in_time(poll(), CLOSES + 10 * MINUTE, CLOSES, [gap])
    with pytest.raises(Refused):
        in_time(poll(), CLOSES, None, [gap])


@pytest.mark.rule("DR-11")
def test_an_outage_after_the_grace_changes_nothing() -> None:
    opened = poll()
    late = Outage("matrix", opened.announced_at, opened.announced_at + 5 * MINUTE)
    assert grace_ends(opened, [late]) == opened.announced_at


@pytest.mark.rule("DR-11")
@over(outages())
def test_an_extension_is_as_long_as_the_outage_and_gives_every_capital_24_working_hours(
    gap: Outage,
) -> None:
    at = CLOSES + 3_000 * MINUTE
    until = extended_to(poll(), CLOSES, gap, at, CALENDARS)
    ended = gap.ended or at
    touches = gap.began < CLOSES and ended > CLOSES - LAST
    assert (until is not None) == (touches and ended - max(gap.began, OPENED) > LONG)
    if until is not None:
        assert until >= CLOSES + (ended - gap.began)
        assert all(until >= after_working_hours(one, CLOSES, 24) for one in CALENDARS.values())


@pytest.mark.rule("DR-11")
@pytest.mark.parametrize(("minutes", "extends"), [(15, False), (16, True)])
def test_more_than_a_quarter_of_an_hour_extends(minutes: int, extends: bool) -> None:
    gap = Outage("matrix", CLOSES - 60 * MINUTE, CLOSES - (60 - minutes) * MINUTE)
    assert (extended_to(poll(), CLOSES, gap, CLOSES, CALENDARS) is not None) == extends
