"""When those who must attend are reminded: a working day before, and an hour before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coordination.calendar import OPENS, WorkCalendar, is_working_time

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def day_before(calendar: WorkCalendar, start: datetime) -> datetime:
    """24 hours before the start if the authority is at work then, else 09:00 of a day before it.

    That is the last working day whose morning lies at least 24 hours before.
    """
    at = start - DAY
    if is_working_time(calendar, at):
        return at.astimezone(UTC)
    day = calendar.local(at).date()
    while not calendar.works(day) or calendar.at(day, OPENS) > at:
        day -= DAY
    return calendar.at(day, OPENS)
