"""When a commitment is brought to mind: on working mornings of its party."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from coordination.calendar import WorkCalendar
from coordination.commitment import Commitment, Stage

MORNING = time(9)
DAYS_BEFORE = (7, 1, 0)
WEEK = 7
_WAITING = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.ACTIVE})


def reminders(
    commitment: Commitment, calendar: WorkCalendar, now: datetime
) -> tuple[datetime, ...]:
    """UTC instants at the party's 09:00: 7 and 1 days before and on the day.

    The day is that of what is awaited: an offer's confirmation, else the due day. Where the party
    does not work, the working day before. Only those to come, and none at or after the due instant.
    """
    due = awaited(commitment)
    if commitment.stage not in _WAITING:
        return ()
    day = calendar.local(due).date()
    days = {_worked(calendar, day - timedelta(days=before)) for before in DAYS_BEFORE}
    mornings = (calendar.at(one, MORNING) for one in sorted(days))
    return tuple(instant for instant in mornings if now < instant < due)


def _worked(calendar: WorkCalendar, day: date) -> date:
    """The day, or the last one before it on which the party works."""
    while not calendar.works(day):
        day -= timedelta(days=1)
    return day


def awaited(commitment: Commitment) -> datetime:
    """What is waited for next: the confirmation of an offer, else the due instant."""
    promise = commitment.promise
    waits = commitment.stage is Stage.OFFERED and promise.confirm_by is not None
    return promise.confirm_by if waits and promise.confirm_by else promise.due


def head_at(late: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """When the head of delegation hears of it: so many working mornings of the party later."""
    day = calendar.local(late).date()
    for _ in range(days):
        day += timedelta(days=1)
        while not calendar.works(day):
            day += timedelta(days=1)
    return calendar.at(day, MORNING) if days else late


def next_overdue(
    commitment: Commitment, zone: tzinfo, after: datetime, told: datetime | None = None
) -> datetime | None:
    """The next weekly morning on which the chair is told of it; None when it never is.

    The first is the morning after its head of delegation was `told`, in the chair's zone; without
    that, after the due day or its grace.
    """
    if commitment.stage not in (Stage.ACTIVE, Stage.OVERDUE):
        return None
    if not commitment.promise.strength.firm:
        return None
    first = (told or commitment.promise.late_from).astimezone(zone).date() + timedelta(days=1)
    passed = (after.astimezone(zone).date() - first).days
    for week in range(max(0, passed // WEEK), max(0, passed // WEEK) + 3):
        instant = morning(first + timedelta(days=WEEK * week), zone)
        if instant > after:
            return instant
    return None


def morning(day: date, zone: tzinfo) -> datetime:
    """09:00 of a day in a zone as a UTC instant; on a day the zone skips, when it goes on."""
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
