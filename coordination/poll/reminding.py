"""When a party that has not answered is reminded: a day before the end, at its own desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from coordination.calendar import WorkCalendar, working_hours_next
from coordination.poll.record import Poll

BEFORE = timedelta(hours=24)
LEFT = timedelta(hours=2)
"""A reminder leaves at least this long to answer."""


def remind_at(poll: Poll, calendar: WorkCalendar) -> datetime | None:
    """The first working time from a day before closing on, or before; None when there is none.

    A poll that is open for less than a day is not reminded of.
    """
    wanted = poll.closes_at - BEFORE
    while wanted > poll.opened_at:
        at = working_hours_next(calendar, wanted)
        if at + LEFT <= poll.closes_at:
            return at
        wanted -= BEFORE
    return None
