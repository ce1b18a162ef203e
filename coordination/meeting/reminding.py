"""When those who must attend are reminded: a working day before, and an hour before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coordination.calendar import OPENS, SHUTS, WorkCalendar, after_working_days, is_working_time

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def answer_by(calendar: WorkCalendar, asked: datetime, first: datetime) -> datetime:
    """Until when a party is asked to say when it can come, the first start being known.

    That is the end of its second full working day; where half of the time is over before, the
    end of its last working day by then, and where there is none, that very minute.
    """
    half = (asked + (first - asked) / 2).replace(second=0, microsecond=0)
    end = after_working_days({"": calendar}, asked, 2).instant
    if end > half:
        days = (calendar.local(half).date() - n * DAY for n in range((half - asked).days + 2))
        ends = (calendar.at(day, SHUTS) for day in days if calendar.works(day))
        end = next((one for one in ends if asked < one <= half), half)
    return end.astimezone(UTC)


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
