"""Calendars from the `holidays` package and the authorities' own closures."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from commands.calendars import calendar_of, calendars_of
from config.zones import pin_time_zones
from coordination.calendar import Closure, WorkCalendar, earliest_silence_expiry
from coordination.parties import Party
from coordination.said import Names
from tests.coordination.capitals import NINE, at


def party(country: str, zone: str = "UTC", **closed: str) -> Party:
    days = tuple((f"2026-{key[1:3]}-{key[3:]}", name) for key, name in closed.items())
    name = Names.of({"en": country})
    return Party(country, name, country, name, zone, "Capital", closures=days)


def year_2026(country: str, **closed: str) -> WorkCalendar:
    return calendar_of(party(country, **closed), [2026])


@pytest.fixture
def pinned() -> Iterator[None]:
    before = zoneinfo.TZPATH
    pin_time_zones()
    yield
    zoneinfo.reset_tzpath(to=before)
    ZoneInfo.clear_cache()


def test_the_weekend_is_the_country_s() -> None:
    assert year_2026("IL").weekend == {4, 5}
    assert year_2026("NL").weekend == {5, 6}


def test_names_are_in_english_whatever_the_country_speaks() -> None:
    assert year_2026("IT").closures[date(2026, 6, 2)] == Closure("Republic Day")
    assert year_2026("CO").closures[date(2026, 4, 2)] == Closure("Maundy Thursday")


@pytest.mark.rule("DR-08")
@pytest.mark.parametrize("country", ["ET", "BI", "CM", "KM"])
def test_a_date_that_hangs_on_the_moon_is_marked_as_estimated(country: str) -> None:
    closure = year_2026(country).closures[date(2026, 3, 20)]
    assert closure.estimated
    assert "estimated" not in closure.name


def test_a_date_that_is_sure_is_not_marked() -> None:
    assert year_2026("PH").closures[date(2026, 3, 20)] == Closure("Eid al-Fitr")


def test_an_authority_s_own_closure_is_added_and_makes_an_estimated_day_sure() -> None:
    assert date(2026, 4, 6) not in year_2026("CA").closures
    closed = year_2026("CA", d0406="Easter Monday")
    assert closed.closures[date(2026, 4, 6)] == Closure("Easter Monday")
    sure = year_2026("ET", d0320="Eid al-Fitr, announced")
    assert sure.closures[date(2026, 3, 20)] == Closure("Eid al-Fitr, announced")


def test_a_capital_s_subdivision_adds_its_own_holidays() -> None:
    monday = date(2026, 12, 28)
    assert monday not in year_2026("AU").closures
    canberra = calendar_of(replace(party("AU"), subdivision="ACT"), [2026])
    assert canberra.closures[monday] == Closure("Boxing Day (observed)")
    assert calendar_of(replace(party("AU"), subdivision="nowhere"), [2026]).closures == (
        year_2026("AU").closures
    )


def test_a_state_that_the_package_does_not_know_has_its_own_closures_only() -> None:
    valdora = year_2026("XV", d0325="Founders' Day")
    assert valdora.closures == {date(2026, 3, 25): Closure("Founders' Day")}
    assert valdora.weekend == {5, 6}


def test_a_closure_of_another_year_does_not_count() -> None:
    assert calendar_of(party("XV", d0325="Founders' Day"), [2027]).closures == {}


def test_the_calendars_reach_from_last_year_over_two_years_ahead() -> None:
    calendar = calendars_of([party("NL")], at("2026-12-31T12:00"))["NL"]
    assert {day.year for day in calendar.closures} == {2025, 2026, 2027, 2028}


@pytest.mark.rule("DR-08")
def test_step_33_comes_out_of_the_package_and_the_overlay() -> None:
    own = {"NL": {"d0403": "Good Friday"}, "CA": {"d0406": "Easter Monday"}}
    calendars = {
        code: calendar_of(party(code, NINE[code].zone, **own.get(code, {})), [2026])
        for code in NINE
        if code != "XV"
    }
    reached = earliest_silence_expiry(calendars, at("2026-04-02T14:00"))
    assert reached.instant == at("2026-04-09T21:00")
    [critical] = reached.critical
    assert critical.party == "CA"


@pytest.mark.usefixtures("pinned")
def test_time_zone_rules_come_from_the_package_and_not_from_the_machine() -> None:
    assert zoneinfo.TZPATH == ()
    assert ZoneInfo("Europe/Amsterdam").utcoffset(at("2026-07-01T00:00").replace(tzinfo=None))
