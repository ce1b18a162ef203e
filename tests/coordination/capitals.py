"""The nine States of the golden scenario, with the closures that it states for 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from coordination.calendar import Closure, WorkCalendar

_ZONES = {
    "NL": "Europe/Amsterdam",
    "IT": "Europe/Rome",
    "FR": "Europe/Paris",
    "CA": "America/Toronto",
    "AU": "Australia/Sydney",
    "IL": "Asia/Jerusalem",
    "CO": "America/Bogota",
    "PH": "Asia/Manila",
    "XV": "Etc/GMT-3",
}
_CLOSED = {
    "NL": {"04-03": "Good Friday", "04-06": "Easter Monday"},
    "IT": {"04-06": "Easter Monday", "06-02": "Republic Day"},
    "FR": {"04-06": "Easter Monday"},
    "CA": {"04-03": "Good Friday"},
    "AU": {"04-03": "Good Friday", "04-06": "Easter Monday"},
    "IL": {"04-02": "Pesach", "04-08": "Seventh day of Pesach"},
    "CO": {"03-23": "Saint Joseph's Day", "04-02": "Maundy Thursday", "04-03": "Good Friday"},
    "PH": {
        "03-20": "Eid al-Fitr",
        "04-02": "Maundy Thursday",
        "04-03": "Good Friday",
        "04-09": "Day of Valor",
    },
    "XV": {"03-25": "Founders' Day", "04-10": "Orchard Day", "05-05": "Republic Day"},
}


def at(text: str) -> datetime:
    """The UTC instant written as `2026-04-09T15:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instants(first: str, last: str) -> st.SearchStrategy[datetime]:
    """Any UTC instant between two, to the microsecond."""
    between = (at(last) - at(first)) // timedelta.resolution
    return st.integers(0, between).map(lambda part: at(first) + part * timedelta.resolution)


def closed(year: int, days: dict[str, str]) -> dict[date, Closure]:
    return {date.fromisoformat(f"{year}-{day}"): Closure(name) for day, name in days.items()}


def capital(code: str, **more: str) -> WorkCalendar:
    """One State's calendar; `more` are closures of its authority, such as `d0406="…"`."""
    extra = {f"{key[1:3]}-{key[3:]}": name for key, name in more.items()}
    weekend = frozenset({4, 5}) if code == "IL" else frozenset({5, 6})
    return WorkCalendar(_ZONES[code], weekend, closed(2026, _CLOSED[code] | extra))


NINE = {code: capital(code) for code in _ZONES}
EIGHT = {code: calendar for code, calendar in NINE.items() if code != "XV"}
