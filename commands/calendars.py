"""Each party's working calendar: public holidays of its country, and its authority's own days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from coordination.calendar import SATURDAY_SUNDAY, Closure, WorkCalendar
from coordination.parties import Party

if TYPE_CHECKING:
    from holidays.holiday_base import HolidayBase


def calendar_of(party: Party, years: Iterable[int]) -> WorkCalendar:
    """The party's calendar over these years: holidays, weekend and the authority's closures."""
    return _calendar(party, tuple(sorted(set(years))))


def calendars_of(parties: Iterable[Party], now: datetime) -> dict[str, WorkCalendar]:
    """Every party's calendar by code, from the year before now to two years after."""
    years = range(now.year - 1, now.year + 3)
    return {party.code: calendar_of(party, years) for party in parties}


@lru_cache(maxsize=4096)
def _calendar(party: Party, years: tuple[int, ...]) -> WorkCalendar:
    closures: dict[date, Closure] = {}
    for year in years:
        closures.update(_of_year(party, year))
    public = _public(party.country, party.subdivision, years[0]) if years else None
    weekend = frozenset(public.weekend) if public is not None else SATURDAY_SUNDAY
    return WorkCalendar(party.zone, weekend, MappingProxyType(closures))


@lru_cache(maxsize=4096)
def _of_year(party: Party, year: int) -> Mapping[date, Closure]:
    """One year's closures; what the authority itself says replaces the public name of the day."""
    found: dict[date, Closure] = {}
    public = _public(party.country, party.subdivision, year)
    if public is not None:
        doubt = _doubt(public)
        found = {day: _closure(public.get_list(day), doubt) for day in public}
    for text, name in party.closures:
        day = date.fromisoformat(text)
        if day.year == year:
            found[day] = Closure(name)
    return found


@lru_cache(maxsize=1024)
def _public(country: str, subdivision: str | None, year: int) -> HolidayBase | None:
    """The public holidays there in English; None for a country that the package does not know.

    A subdivision that it does not know has those of the country.
    """
    import holidays

    try:
        own = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return None
    language = "en_US" if "en_US" in own.supported_languages else own.default_language
    part = subdivision if subdivision in own.subdivisions else None
    return holidays.country_holidays(country, part, years=year, language=language)


def _closure(names: list[str], doubt: str) -> Closure:
    """The closure of a day, estimated only when each of its holidays is."""
    plain = [n.replace(f" ({doubt})", "").replace(f", {doubt}", "") for n in names]
    return Closure("; ".join(plain), estimated=all(doubt in name for name in names))


def _doubt(public: HolidayBase) -> str:
    """The word that the package writes behind a name whose date is not sure: “estimated”."""
    label: str = public.tr(getattr(public, "estimated_label", "%s (estimated)"))
    return label.replace("%s", "").strip(" ()")
