"""When a party that has not answered is reminded: a day before the end, at its own desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from coordination.calendar import WorkCalendar, working_hours_next

BEFORE = timedelta(hours=24)
LEFT = timedelta(hours=2)
"""A reminder leaves at least this long to answer."""


def remind_at(opened: datetime, closes: datetime, calendar: WorkCalendar) -> datetime | None:
    """The first working time from a day before the end on, or before; None when there is none.

    What is open for less than a day is not reminded of.
    """
    wanted = closes - BEFORE
    while wanted > opened:
        at = working_hours_next(calendar, wanted)
        if at + LEFT <= closes:
            return at
        wanted -= BEFORE
    return None
