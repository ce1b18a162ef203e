"""When a party that has not answered is reminded: three days, a day and three hours before the end.

At its own desk, and never on its holiday (features C8).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from coordination.calendar import WorkCalendar, working_hours_next

BEFORE = timedelta(hours=24)
LEFT = timedelta(hours=2)
"""A reminder leaves at least this long to answer."""
LEADS = (timedelta(hours=72), BEFORE, timedelta(hours=3))
"""How long before the end a vote is reminded of; a closed desk hears it when it opens."""
APART = timedelta(hours=3)
"""No reminder comes sooner than this after the question or after the one before it."""


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


def remind_next(
    after: datetime, opened: datetime, closes: datetime, calendar: WorkCalendar
) -> datetime | None:
    """The first reminder after an instant (the opening, or the one before); None if no more comes.

    Where none of the three falls in working time, it is the last working time before (`remind_at`).
    """
    wanted = [working_hours_next(calendar, closes - lead) for lead in LEADS]
    last = remind_at(opened, closes, calendar)
    every = [at for at in wanted if at + LEFT <= closes]
    every += [last] if last is not None else []
    return min((at for at in every if at >= after + APART), default=None)
