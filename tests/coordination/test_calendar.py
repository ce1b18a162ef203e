"""Working days in every capital (DR-08), with the golden scenario's instants."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import (
    Closure,
    WorkCalendar,
    after_working_days,
    after_working_hours,
    at_rest,
    earliest_silence_expiry,
    full_working_days,
    is_working_time,
    on_a_common_day,
    working_days_each,
    working_hours_next,
)
from coordination.said import Said
from tests.coordination.capitals import EIGHT, NINE, at, capital, instants

INSTANTS = instants("2025-01-01", "2027-12-31")
ZONES = st.sampled_from(
    ["Europe/Amsterdam", "Asia/Kathmandu", "Pacific/Apia", "America/Bogota", "Asia/Jerusalem"]
)
DAYS = st.dates(date(2025, 1, 1), date(2028, 3, 1))
CALENDARS = st.builds(
    WorkCalendar,
    ZONES,
    st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({6})]),
    st.dictionaries(DAYS, st.builds(Closure, st.just("closed"), st.booleans()), max_size=20),
)
PARTIES = st.dictionaries(st.sampled_from("ABCDEF"), CALENDARS, min_size=1)


@pytest.mark.rule("T-25")
def test_step_9_the_reply_window_of_five_days_ends_on_the_state_concerned_s_own_clock() -> None:
    reached = after_working_days({"XV": NINE["XV"]}, at("2026-03-10T08:00"), 5)
    assert reached.instant == at("2026-03-17T14:00")


@pytest.mark.rule("DR-31")
def test_step_12_a_holiday_in_one_capital_moves_everybody_s_closing() -> None:
    reached = after_working_days(EIGHT, at("2026-03-16T10:00"), 5)
    assert reached.instant == at("2026-03-24T09:00")
    [critical] = reached.critical
    assert critical.party == "PH"
    assert critical.closures == ((date(2026, 3, 20), Closure("Eid al-Fitr")),)


@pytest.mark.rule("DR-08")
def test_step_32_seventy_two_hours_over_easter_leave_five_capitals_without_a_day() -> None:
    days = working_days_each(EIGHT, at("2026-04-02T14:00"), at("2026-04-05T14:00"))
    assert {party for party, count in days.items() if count == 0} == {"NL", "CA", "AU", "CO", "PH"}
    reached = earliest_silence_expiry(EIGHT, at("2026-04-02T14:00"))
    assert reached.instant == at("2026-04-09T15:00")
    [said] = reached.said()
    names = (Said("when.closure", name="Good Friday"), Said("when.closure", name="Easter Monday"))
    assert said == Said("when.party_closed", party="NL", closures=names)


@pytest.mark.rule("DR-08")
def test_step_33_an_authority_s_own_closure_moves_the_earliest_expiry() -> None:
    calendars = EIGHT | {"CA": capital("CA", d0406="Easter Monday")}
    reached = earliest_silence_expiry(calendars, at("2026-04-02T14:00"))
    assert reached.instant == at("2026-04-09T21:00")
    assert [critical.party for critical in reached.critical] == ["CA"]


def test_step_37_a_day_that_has_begun_is_not_a_full_day() -> None:
    late = after_working_days(EIGHT, at("2026-04-13T15:10"), 5)
    assert late.instant == at("2026-04-20T22:00")
    assert [critical.said() for critical in late.critical] == [Said("when.party", party="CO")]
    early = after_working_days(EIGHT, at("2026-04-13T12:00"), 5)
    assert early.instant == at("2026-04-20T15:00")
    assert [critical.party for critical in early.critical] == ["FR", "IT", "NL"]


@pytest.mark.rule("DR-08")
def test_step_46_one_republic_day_decides() -> None:
    reached = earliest_silence_expiry(EIGHT, at("2026-06-01T12:00"))
    assert reached.instant == at("2026-06-05T15:00")
    [critical] = reached.critical
    assert critical.party == "IT"


@pytest.mark.rule("DR-08")
def test_the_plain_hours_decide_when_the_days_come_sooner() -> None:
    reached = earliest_silence_expiry({"NL": NINE["NL"]}, at("2026-03-09T07:00"), hours=240)
    assert reached.instant == at("2026-03-19T07:00")
    assert reached.critical == ()


@pytest.mark.rule("DR-31")
def test_days_that_end_on_a_sunday_end_on_the_next_day_that_all_work() -> None:
    sunday = after_working_days(EIGHT, at("2026-05-03T12:00"), 5).instant
    assert sunday == at("2026-05-10T14:00")  # 17:00 in Jerusalem
    assert set(EIGHT) - set(at_rest(EIGHT, sunday)) == {"IL"}
    moved = on_a_common_day(EIGHT, sunday)
    assert moved == at("2026-05-11T15:00")  # Monday, 17:00 in Amsterdam; Bogotá has begun
    assert at_rest(EIGHT, at("2026-05-11T14:00")) == ("CO",)


@pytest.mark.rule("DR-31")
def test_days_that_end_where_all_work_are_not_moved() -> None:
    assert on_a_common_day(EIGHT, at("2026-04-20T22:00")) == at("2026-04-20T22:00")
    assert on_a_common_day(EIGHT, at("2026-04-20T15:00")) == at("2026-04-20T15:00")


@given(instants("2026-01-05T00:00", "2026-12-20T00:00"))
def test_a_closing_is_never_moved_to_an_earlier_instant_or_beyond_a_week(instant: datetime) -> None:
    moved = on_a_common_day(EIGHT, instant)
    assert instant <= moved <= instant + timedelta(days=7)


def test_in_israel_sunday_is_worked_and_friday_is_not() -> None:
    israel = NINE["IL"]
    assert full_working_days(israel, at("2026-03-15T00:00"), at("2026-03-16T00:00")) == 1
    assert full_working_days(israel, at("2026-03-13T00:00"), at("2026-03-14T00:00")) == 0


def test_a_quarter_hour_zone_is_counted_to_the_minute() -> None:
    nepal = WorkCalendar("Asia/Kathmandu", frozenset({5}))
    assert after_working_days({"NP": nepal}, at("2026-03-09T03:15"), 1).instant == at(
        "2026-03-09T11:15"
    )
    assert after_working_days({"NP": nepal}, at("2026-03-09T03:16"), 1).instant == at(
        "2026-03-10T11:15"
    )


def test_a_day_that_a_zone_skipped_is_no_working_day() -> None:
    samoa = WorkCalendar("Pacific/Apia")
    assert not samoa.works(date(2011, 12, 30))
    friday_and_weekend = full_working_days(samoa, at("2011-12-30T10:00"), at("2012-01-01T10:00"))
    assert friday_and_weekend == 0


def test_summer_time_moves_the_days_on_the_utc_clock() -> None:
    amsterdam = {"NL": NINE["NL"]}
    before = after_working_days(amsterdam, at("2026-03-26T20:00"), 1).instant
    after = after_working_days(amsterdam, at("2026-03-28T20:00"), 1).instant
    assert before == at("2026-03-27T16:00")
    assert after == at("2026-03-30T15:00")


@pytest.mark.rule("DR-08")
def test_an_estimated_closure_may_happen_so_the_later_of_both_counts() -> None:
    day = date(2026, 3, 20)
    start = at("2026-03-19T00:00")
    ends = []
    for closures in ({}, {day: Closure("Eid al-Fitr", estimated=True)}, {day: Closure("Eid")}):
        calendar = WorkCalendar("Africa/Addis_Ababa", frozenset({5, 6}), closures)
        ends.append(after_working_days({"ET": calendar}, start, 2).instant)
    assert ends[0] < ends[1] == ends[2]


def test_an_estimated_closure_is_said_to_be_so() -> None:
    calendar = WorkCalendar(
        "UTC", closures={date(2026, 3, 20): Closure("Eid al-Fitr", estimated=True)}
    )
    [said] = after_working_days({"ET": calendar}, at("2026-03-19T00:00"), 2).said()
    assert said["closures"] == (Said("when.closure_estimated", name="Eid al-Fitr"),)


def test_working_time_has_its_first_minute_and_not_its_last() -> None:
    amsterdam = NINE["NL"]
    assert is_working_time(amsterdam, at("2026-03-09T08:00"))
    assert not is_working_time(amsterdam, at("2026-03-09T16:00"))
    assert not is_working_time(amsterdam, at("2026-03-08T10:00"))


def test_a_reminder_waits_for_the_next_working_morning() -> None:
    good_thursday_evening = at("2026-04-02T18:00")
    assert working_hours_next(NINE["NL"], good_thursday_evening) == at("2026-04-07T07:00")
    assert working_hours_next(NINE["NL"], at("2026-04-07T08:30")) == at("2026-04-07T08:30")


@pytest.mark.rule("DR-08")
def test_twenty_four_working_hours_are_three_days_of_eight() -> None:
    assert after_working_hours(NINE["NL"], at("2026-03-12T15:00"), 24) == at("2026-03-17T15:00")


def test_an_authority_that_never_works_is_no_calendar() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        WorkCalendar("UTC", frozenset(range(7)))


@pytest.mark.rule("DR-08")
@given(PARTIES, INSTANTS, st.integers(1, 200), st.integers(0, 10))
def test_a_silence_never_matures_before_every_capital_had_its_days(
    calendars: dict[str, WorkCalendar], opened: datetime, hours: int, days: int
) -> None:
    reached = earliest_silence_expiry(calendars, opened, hours, days)
    assert reached.instant >= opened + timedelta(hours=hours)
    assert min(working_days_each(calendars, opened, reached.instant).values()) >= days
    for critical in reached.critical:
        just_before = reached.instant - timedelta(microseconds=1)
        assert full_working_days(calendars[critical.party], opened, just_before) < max(days, 1)


@pytest.mark.rule("DR-08")
@given(PARTIES, INSTANTS, st.integers(1, 10), st.sampled_from("ABCDEF"), DAYS, st.booleans())
def test_a_further_closure_never_makes_the_earliest_earlier(
    calendars: dict[str, WorkCalendar],
    opened: datetime,
    days: int,
    party: str,
    day: date,
    estimated: bool,
) -> None:
    before = earliest_silence_expiry(calendars, opened, 72, days).instant
    old = calendars.get(party, next(iter(calendars.values())))
    closed = {**old.closures, day: Closure("more", estimated)}
    more = {**calendars, party: WorkCalendar(old.zone, old.weekend, closed)}
    assert earliest_silence_expiry(more, opened, 72, days).instant >= before


@given(CALENDARS, st.lists(st.dates(date(2025, 1, 1), date(2026, 1, 1)), min_size=3, max_size=3))
def test_full_days_add_up_over_periods_that_meet_at_midnight(
    calendar: WorkCalendar, days: list[date]
) -> None:
    a, b, c = (calendar.at(day, datetime.min.time()) for day in sorted(days))
    whole = full_working_days(calendar, a, c)
    assert whole == full_working_days(calendar, a, b) + full_working_days(calendar, b, c)


@given(CALENDARS, INSTANTS)
def test_the_next_working_hour_is_one_and_is_never_in_the_past(
    calendar: WorkCalendar, instant: datetime
) -> None:
    found = working_hours_next(calendar, instant)
    assert found >= instant
    assert is_working_time(calendar, found)
