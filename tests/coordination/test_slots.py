"""Slots over nine clocks: steps 23 to 25 of the golden scenario."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import Closure, WorkCalendar
from coordination.meeting.slots import (
    Miss,
    Slot,
    Unusable,
    Why,
    alternatives,
    burden,
    candidate_slots,
    night,
    unusable_days,
)
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import Band, DateRange
from tests.coordination.capitals import NINE, at

TWO_HOURS = timedelta(hours=2)
AMSTERDAM = "Europe/Amsterdam"


def slots(first: str, band: Band, last: str | None = None) -> tuple[Slot, ...]:
    dates = DateRange(date.fromisoformat(first), date.fromisoformat(last or first))
    return candidate_slots(NINE, dates, TWO_HOURS, band, AMSTERDAM)


def test_step_23_with_office_hours_no_slot_suits_all_nine() -> None:
    found = slots("2026-03-26", Band(8, 20))
    assert min(len(slot.left_out) for slot in found) == 2
    best, other, *rest = alternatives(found, AMSTERDAM)
    assert (best.start, best.left_out) == (at("2026-03-26T13:00"), ("AU", "PH"))
    assert (other.start, other.left_out) == (at("2026-03-26T07:00"), ("CA", "CO"))
    assert all(len(slot.left_out) > 2 for slot in rest)


def test_of_starts_that_leave_out_as_many_the_one_that_is_least_in_the_night_comes_first() -> None:
    found = slots("2026-03-26", Band(8, 20))
    best, other, *_ = alternatives(found, AMSTERDAM)
    assert best.latest is not None
    assert other.latest is not None
    assert (best.latest.party, best.night) == ("AU", 4 * 60)
    assert (other.latest.party, other.night) == ("CO", 5 * 60)
    eight = {party: calendar for party, calendar in NINE.items() if party != "XV"}
    day = DateRange(date(2026, 3, 26), date(2026, 3, 26))
    first = candidate_slots(eight, day, TWO_HOURS, Band(8, 20), AMSTERDAM)[0]
    assert first.start == at("2026-03-26T13:00")


def test_whoever_is_closed_that_day_is_not_kept_awake() -> None:
    found = {slot.start: slot for slot in slots("2026-03-27", Band(6, 24))}
    saturday = found[at("2026-03-27T15:00")]  # two at night in Canberra
    assert {p.party: p.night for p in saturday.places}["AU"] == 5 * 60
    assert saturday.latest is not None
    assert (saturday.latest.party, saturday.night) == ("PH", 3 * 60)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [((7, 22), 0), ((21, 23), 60), ((24, 26), 240), ((3, 5), 240), ((2, 4), 300), ((0, 24), 420)],
)
def test_the_night_is_the_distance_from_waking_hours(hours: tuple[int, int], minutes: int) -> None:
    assert night(hours[0] * 60, hours[1] * 60) == minutes


def test_step_24_only_one_slot_suits_all_nine_and_the_band_s_ends_are_in_it() -> None:
    found = slots("2026-03-26", Band(6, 24))
    [only] = [slot for slot in found if slot.fits]
    assert found[0] is only
    assert (only.start, only.end) == (at("2026-03-26T11:00"), at("2026-03-26T13:00"))
    local = {place.party: f"{place.start:%H:%M}" for place in only.places}
    assert local == {
        "NL": "12:00",
        "IT": "12:00",
        "FR": "12:00",
        "CA": "07:00",
        "AU": "22:00",
        "IL": "13:00",
        "CO": "06:00",
        "PH": "19:00",
        "XV": "14:00",
    }
    assert only.hardest is not None
    assert (only.hardest.party, only.burden) == ("AU", 7 * 60)


def test_step_24_half_an_hour_earlier_or_later_leaves_one_out() -> None:
    found = {slot.start: slot for slot in slots("2026-03-26", Band(6, 24))}
    assert found[at("2026-03-26T10:30")].left_out == ("CO",)
    assert found[at("2026-03-26T11:30")].left_out == ("AU",)


def test_step_25_a_holiday_is_flagged_by_its_name() -> None:
    dates = DateRange(date(2026, 3, 25), date(2026, 3, 25))
    founders = Miss(Why.CLOSED, "Founders' Day")
    assert unusable_days(NINE, dates) == (Unusable(date(2026, 3, 25), "XV", founders),)
    assert founders.said() == Said(
        "slot.closed", closure=Said("when.closure", name="Founders' Day")
    )
    at_noon = next(s for s in slots("2026-03-25", Band(6, 24)) if s.start == at("2026-03-25T11:00"))
    assert at_noon.left_out == ("XV",)
    assert at_noon.places[-1].miss == founders


def test_each_working_week_is_its_own() -> None:
    dates = DateRange(date(2026, 3, 20), date(2026, 3, 22))
    found = [(u.day.day, u.party) for u in unusable_days({p: NINE[p] for p in ("NL", "IL")}, dates)]
    assert found == [(20, "IL"), (21, "NL"), (21, "IL"), (22, "NL")]


def test_a_weekday_is_the_party_s_own_across_the_date_line() -> None:
    sydney = {"AU": NINE["AU"]}
    dates = DateRange(date(2026, 3, 26), date(2026, 3, 27))
    found = candidate_slots(sydney, dates, TWO_HOURS, Band(0, 24), "America/Bogota")
    late_friday = next(slot for slot in found if slot.start == at("2026-03-27T20:00"))
    assert late_friday.places[0].miss == Miss(Why.WEEKEND)


def test_a_day_that_does_not_exist_suits_nobody_there() -> None:
    dates = DateRange(date(2011, 12, 30), date(2011, 12, 30))
    assert unusable_days({"WS": WorkCalendar("Pacific/Apia")}, dates) == (
        Unusable(date(2011, 12, 30), "WS", Miss(Why.NO_SUCH_DAY)),
    )


def test_an_estimated_closure_is_kept_free_and_said_to_be_unsure() -> None:
    closures = {date(2026, 3, 20): Closure("Eid al-Fitr", estimated=True)}
    calendar = WorkCalendar("Africa/Addis_Ababa", closures=closures)
    [day] = unusable_days({"ET": calendar}, DateRange(date(2026, 3, 20), date(2026, 3, 20)))
    unsure = Said("when.closure_estimated", name="Eid al-Fitr")
    assert day.miss.said() == Said("slot.closed", closure=unsure)


def test_while_a_slot_suits_everybody_no_other_is_offered() -> None:
    offered = alternatives(slots("2026-03-25", Band(6, 24), "2026-03-27"), AMSTERDAM)
    assert [slot.start for slot in offered] == [at("2026-03-26T11:00")]


def test_a_meeting_over_midnight_suits_nobody() -> None:
    dates = DateRange(date(2026, 3, 26), date(2026, 3, 26))
    found = candidate_slots({"XV": NINE["XV"]}, dates, TWO_HOURS, Band(0, 24))
    over = next(slot for slot in found if slot.start == at("2026-03-26T20:00"))
    assert over.left_out == ("XV",)


def test_more_than_a_month_at_once_is_refused() -> None:
    dates = DateRange(date(2026, 3, 1), date(2026, 4, 1))
    with pytest.raises(Refused) as refused:
        candidate_slots(NINE, dates, TWO_HOURS, Band())
    assert refused.value.said == Said("slot.too_many_days", days=32, most=31)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [((9, 17), 0), ((12, 14), 0), ((6, 8), 180), ((22, 24), 420), ((16, 18), 60), ((9, 18), 60)],
)
def test_the_burden_is_the_distance_from_working_hours(
    hours: tuple[int, int], minutes: int
) -> None:
    assert burden(hours[0] * 60, hours[1] * 60) == minutes


@given(
    st.sets(st.sampled_from(sorted(NINE)), min_size=1),
    st.dates(date(2026, 3, 1), date(2026, 4, 30)),
    st.integers(0, 20).flatmap(lambda a: st.builds(Band, st.just(a), st.integers(a + 1, 24))),
    st.sampled_from([30, 60, 90, 240]),
)
def test_a_slot_that_suits_lies_within_the_band_of_a_working_day_everywhere(
    parties: set[str], day: date, band: Band, minutes: int
) -> None:
    calendars = {party: NINE[party] for party in parties}
    length = timedelta(minutes=minutes)
    for slot in candidate_slots(calendars, DateRange(day, day), length, band, AMSTERDAM):
        for place in slot.places:
            if place.miss:
                continue
            midnight = datetime.combine(place.start.date(), datetime.min.time())
            since = place.start.replace(tzinfo=None) - midnight
            assert calendars[place.party].works(place.start.date())
            assert since >= timedelta(hours=band.start)
            ends = place.end.replace(tzinfo=None) - midnight
            assert ends <= timedelta(hours=band.end)


def test_sixty_parties_over_two_weeks_have_a_start_at_each_half_hour() -> None:
    calendars = {f"P{n}": list(NINE.values())[n % 9] for n in range(60)}
    dates = DateRange(date(2026, 3, 16), date(2026, 3, 29))
    found = candidate_slots(calendars, dates, TWO_HOURS, Band(6, 24), AMSTERDAM)
    assert len(found) == 14 * 48 - 2
