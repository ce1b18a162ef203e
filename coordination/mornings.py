"""When a person's day begins: 08:00 on the own clock of a working day, and not in quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coordination.calendar import WorkCalendar
from coordination.parties import Person

BEGINS = 8
LOOK = 60
"""How many days are looked through for a working one; then the next day counts as one."""


def next_morning(person: Person, calendar: WorkCalendar, after: datetime) -> datetime:
    """The first morning after an instant, as a UTC instant."""
    today = after.astimezone(ZoneInfo(person.zone)).date()
    days = (today + timedelta(days=n) for n in range(LOOK))
    mornings = (_at(person, day) for day in days if calendar.works(day))
    fallback = _at(person, today + timedelta(days=1))
    return next((instant for instant in mornings if instant > after), fallback)


def last_morning(person: Person, calendar: WorkCalendar, before: datetime) -> datetime:
    """The last morning before an instant, as a UTC instant."""
    today = before.astimezone(ZoneInfo(person.zone)).date()
    days = (today - timedelta(days=n) for n in range(LOOK))
    mornings = (_at(person, day) for day in days if calendar.works(day))
    fallback = _at(person, today - timedelta(days=1))
    return next((instant for instant in mornings if instant < before), fallback)


def begins_week(calendar: WorkCalendar, day: date) -> bool:
    """Whether it is the first working day after a weekend: Monday here, Sunday there (E2).

    After a holiday on that day, the next working day is the first.
    """
    before = day - timedelta(days=1)
    while not calendar.works(before):
        if before.weekday() in calendar.weekend:
            return calendar.works(day)
        before -= timedelta(days=1)
    return False


def week_begun(calendar: WorkCalendar, since: date, day: date) -> bool:
    """Whether a week has begun on one of the days after `since`, up to `day`."""
    days = range((day - since).days)
    return any(begins_week(calendar, day - timedelta(days=n)) for n in days)


def _at(person: Person, day: date) -> datetime:
    """The beginning of a day: 08:00, or the end of the quiet hours where they last longer."""
    hour = BEGINS
    while quiet(person, hour) and hour < 23:
        hour += 1
    return datetime.combine(day, time(hour), ZoneInfo(person.zone)).astimezone(UTC)


def quiet(person: Person, hour: int) -> bool:
    """Whether an hour of the person's own clock is one in which nothing wakes them."""
    start, end = person.quiet_from, person.quiet_to
    if start > end:
        return hour >= start or hour < end
    return start <= hour < end
