"""Days with the month by its name, as people write them and as they are shown here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from config.wording import day_names
from coordination.instants import is_a_day, words_of_a_time
from coordination.refused import Refused
from coordination.said import Said

_WORD = r"[^\W\d_]+\.?"
_NUMBER = r"(\d{1,2})(?:st|nd|rd|th|er|[.º°])?"
_DAY = re.compile(
    rf"(?:({_WORD}),?\s+)?"
    rf"(?:{_NUMBER}\s+(?:de\s+|of\s+)?({_WORD})|({_WORD})\s+{_NUMBER},?)"
    r"(?:\s+(?:de\s+)?(\d{4}))?,?(?!\S)",
    re.IGNORECASE,
)
"""A weekday or none, then day and month either way round, then the year or none."""


def in_figures(text: str, today: date) -> str:
    """The text with a day at its beginning in figures: “Fri 20 Mar 2026, 17:00” → “2026-03-20 …”.

    Raises `Refused` (DR-31) where the year is left out, or the weekday is another one.
    """
    found = _DAY.match(text.strip())
    if found is None:
        return text
    weekday, number, month, year = _parts(found)
    if month is None or (weekday and weekday not in _weekdays()):
        return text
    day = _day(year, month, number) if year else _next(month, number, today)
    if day is None:
        return text
    said, rest = found[0].strip(" ,"), text.strip()[found.end() :].lstrip(" ,")
    if not year:
        raise Refused("DR-31", Said("when.no_year", text=said), (day.isoformat(),))
    if weekday and _weekdays()[weekday] != day.weekday():
        raise Refused("DR-31", Said("when.other_weekday", text=said, day=day), (day.isoformat(),))
    return f"{day.isoformat()} {rest}".strip()


def words_of_a_day(words: Sequence[str]) -> int:
    """How many of these words write one day, with its time; 1 where they begin with none."""
    count = _words_of_a_date(words)
    if count == 1 and not is_a_day(words[0] if words else ""):
        return 1
    return count + words_of_a_time(words[count:])


def _words_of_a_date(words: Sequence[str]) -> int:
    for count in (5, 4, 3):
        text = " ".join(words[:count])
        found = _DAY.fullmatch(text) if len(words) >= count else None
        if found is None:
            continue
        weekday, _, month, year = _parts(found)
        if month and year and (not weekday or weekday in _weekdays()):
            return count
    return 1


def _parts(found: re.Match[str]) -> tuple[str, int, int | None, int]:
    """The weekday or "", the day, the number of the month if it is one, the year or 0."""
    weekday, before, month, name, after, year = found.groups()
    return (
        _bare(weekday or ""),
        int(before or after),
        _months().get(_bare(month or name)),
        int(year or 0),
    )


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _next(month: int, number: int, today: date) -> date | None:
    """The next day of that name: this year's, or a later one's where this one's is past."""
    days = (_day(today.year + more, month, number) for more in range(5))
    return next((day for day in days if day is not None and day >= today), None)


@cache
def _months() -> dict[str, int]:
    """Every name and short name of a month in the languages that are spoken here."""
    return day_names("months")


@cache
def _weekdays() -> dict[str, int]:
    """The same for the days of the week; Monday is 0."""
    return day_names("weekdays")
