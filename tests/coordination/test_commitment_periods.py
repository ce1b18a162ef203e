"""Duties that recur: no period is lost and none comes twice, however late the clock is (E4, E6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar
from coordination.commitment import (
    Commitment,
    Every,
    Promise,
    Series,
    Stage,
    Strength,
    offered,
    opened,
    overdue,
    rested,
    withdrawn,
)
from coordination.parties import Role
from coordination.refused import Refused
from coordination.reminders import next_overdue, reminders
from tests.coordination.incidents import ID, NOW, hat

COM = "COM-7Q4KD3N2W"
NL = hat("NL", Role.VOTER, can_commit=True)
ZONES = ("Europe/Amsterdam", "America/Bogota", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")
HOUR = timedelta(hours=1)


def local(text: str, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def series(first: str = "2027-01-31T17:00", every: Every = Every.MONTH, **more: object) -> Series:
    return Series(COM, every, local(first), "Europe/Amsterdam", **more)  # type: ignore[arg-type]


def recurring(of: Series, stage: Stage = Stage.ACTIVE, **more: object) -> Commitment:
    promise = Promise("Report", "Central Authority", of.due(of.number), series=of)
    made = offered(COM, ID, replace(promise, **more), NL, NOW)  # type: ignore[arg-type]
    return replace(made, stage=stage)


def after(of: Commitment, now: datetime, most: int = 400) -> list[Commitment]:
    """All periods that the clock opens up to now, one after the other, as it does."""
    found = [of]
    while len(found) < most:
        last = found[-1]
        at = last.promise.series.due(last.promise.series.number) if last.promise.series else now
        if at > now:
            return found
        try:
            found.append(opened(last, f"{COM}{len(found)}", at))
        except Refused:
            return found
    return found


@pytest.mark.rule("A-15")
def test_the_last_day_of_a_month_stays_the_last_day() -> None:
    days = [series().due(n).astimezone(ZoneInfo("Europe/Amsterdam")) for n in range(1, 6)]
    assert [f"{day:%m-%d %H:%M}" for day in days] == [
        "01-31 17:00",
        "02-28 17:00",
        "03-31 17:00",
        "04-30 17:00",
        "05-31 17:00",
    ]


def test_the_day_ends_on_the_states_own_clock_in_summer_and_in_winter() -> None:
    yearly = series("2027-03-31T17:00", Every.HALF_YEAR)
    assert [yearly.due(n).hour for n in (1, 2, 3)] == [15, 15, 15]
    assert series("2027-01-31T17:00", Every.HALF_YEAR).due(2).hour == 15


def test_an_hour_that_a_clock_skips_is_the_first_after_it() -> None:
    assert series("2027-01-28T02:30").due(3) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@given(
    first=st.datetimes(datetime.fromisoformat("2026-04-01"), datetime.fromisoformat("2031-01-01")),
    zone=st.sampled_from(ZONES),
    every=st.sampled_from(Every),
    times=st.integers(1, 30),
    late=st.integers(0, 4000),
)
def test_no_period_is_lost_and_none_comes_twice(
    first: datetime, zone: str, every: Every, times: int, late: int
) -> None:
    at = first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    of = Series(COM, every, at, zone, times=times)
    now = at + timedelta(days=late)
    found = after(recurring(of), now)
    numbers = [one.promise.series.number for one in found if one.promise.series]
    assert numbers == list(range(1, len(numbers) + 1))
    dues = [one.promise.due for one in found]
    assert dues == sorted(set(dues))
    # Everything whose period has begun is there, and nothing that is still to come.
    assert len(found) == min(times, sum(of.due(n) <= now for n in range(1, times + 1)) + 1)


@given(n=st.integers(1, 60), every=st.sampled_from(Every), zone=st.sampled_from(ZONES))
def test_every_period_is_due_on_the_same_day_or_the_last_of_its_month(
    n: int, every: Every, zone: str
) -> None:
    at = datetime(2027, 1, 31, 17, tzinfo=ZoneInfo(zone))
    due = Series(COM, every, at.astimezone(UTC), zone).due(n).astimezone(ZoneInfo(zone))
    months = (due.year - 2027) * 12 + due.month - 1
    assert months == (n - 1) * every.months
    assert due.time() == time(17)
    assert due.day == 31 or (due + timedelta(days=1)).day == 1


def test_it_ends_with_its_last_day_or_its_last_time() -> None:
    until = series(until=local("2027-03-31T17:00"))
    assert [of.number for of in _all(until)] == [1, 2, 3]
    assert [of.number for of in _all(series(times=2))] == [1, 2]


def _all(of: Series) -> list[Series]:
    found = [of]
    while (more := found[-1].next()) is not None:
        found.append(more)
    return found


def test_the_first_period_is_due_when_it_was_said_also_in_an_hour_that_the_clock_repeats() -> None:
    for at in (datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1)):
        made = Series("COM-1", Every.MONTH, at, "Europe/Amsterdam")
        assert made.due(1) == at
        assert made.due(2) == datetime(2027, 11, 30, 1, 30, tzinfo=UTC)


def test_a_period_opens_when_the_one_before_is_due_and_not_earlier() -> None:
    made = recurring(series())
    with pytest.raises(Refused):
        opened(made, "COM-NEXT", made.promise.due - HOUR)
    after_it = opened(made, "COM-NEXT", made.promise.due)
    assert (after_it.id, after_it.stage, after_it.evidence) == ("COM-NEXT", Stage.ACTIVE, None)
    assert after_it.promise.due == series().due(2)
    assert after_it.promise.series == replace(series(), number=2)


def test_more_time_for_one_period_moves_none_of_the_others() -> None:
    made = recurring(series(), due=local("2027-02-20T17:00"))
    assert opened(made, "COM-NEXT", series().due(1)).promise.due == series().due(2)


@pytest.mark.parametrize(
    "stage", [Stage.OFFERED, Stage.SUSPENDED, Stage.WITHDRAWN, Stage.SUPERSEDED, Stage.LAPSED]
)
def test_what_rests_or_was_taken_back_opens_nothing(stage: Stage) -> None:
    made = recurring(series(), stage)
    with pytest.raises(Refused):
        opened(made, "COM-NEXT", made.promise.due)


def test_withdrawing_a_period_ends_the_series() -> None:
    made = withdrawn(recurring(series()), "The law changed", NL, NOW)
    with pytest.raises(Refused):
        opened(made, "COM-NEXT", made.promise.due)


def test_periods_that_fell_into_a_rest_are_not_owed_afterwards() -> None:
    made = rested(recurring(series()), local("2027-04-10T09:00"))
    later = opened(made, "COM-NEXT", local("2027-04-10T09:00"))
    assert later.promise.series is not None
    assert (later.promise.series.number, later.promise.due) == (4, series().due(4))


def test_it_is_overdue_only_after_its_grace() -> None:
    made = recurring(series(grace=14))
    end = local("2027-02-14T17:00")
    assert made.promise.late_from == end
    for at in (made.promise.due, end - HOUR):
        with pytest.raises(Refused):
            overdue(made, at)
    assert overdue(made, end).stage is Stage.OVERDUE


def test_the_chair_hears_of_it_only_after_its_grace() -> None:
    made = recurring(series(grace=14))
    first = next_overdue(made, ZoneInfo("UTC"), NOW)
    assert first is not None
    assert first > made.promise.late_from


@pytest.mark.parametrize("strength", [Strength.ENCOURAGED, Strength.MAY])
@given(late=st.integers(0, 5000))
def test_what_is_encouraged_or_may_be_done_is_never_overdue(strength: Strength, late: int) -> None:
    made = recurring(series(), strength=strength)
    assert not made.late(made.promise.due + timedelta(days=late))
    assert next_overdue(made, ZoneInfo("UTC"), NOW) is None


def test_each_period_is_brought_to_mind_as_any_commitment_is() -> None:
    made = opened(recurring(series()), "COM-NEXT", series().due(1))
    mornings = reminders(made, WorkCalendar("Europe/Amsterdam"), made.offered_at)
    days = [f"{at.astimezone(ZoneInfo('Europe/Amsterdam')):%m-%d}" for at in mornings]
    assert days == ["02-19", "02-26"]  # the 21st, 27th and 28th are a weekend's


@pytest.mark.parametrize(
    "of",
    [
        series(times=0),
        series(until=local("2027-01-30T17:00")),
        series(grace=28),
        series(every=Every.YEAR, grace=365),
    ],
)
def test_an_impossible_series_is_refused(of: Series) -> None:
    with pytest.raises(Refused) as no:
        of.check()
    assert no.value.rule == "form"
