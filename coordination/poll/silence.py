"""How long a text stays under silence: hours, and full working days in every capital (DR-08 c)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from coordination.calendar import (
    OPENS,
    WorkCalendar,
    after_working_days,
    closure_said,
    earliest_silence_expiry,
    working_days_each,
)
from coordination.parties import Terms
from coordination.refused import Refused
from coordination.said import Said

_MINUTE = timedelta(minutes=1)


def long_enough(
    opened: datetime,
    closes: datetime,
    calendars: Mapping[str, WorkCalendar],
    terms: Terms,
    line: str,
) -> None:
    """Raises `Refused` when a party would lack working days, with the earliest expiry.

    `line` is the line that opens the poll, without its closing: the ready line is made from it.
    """
    reached = earliest_silence_expiry(
        calendars, opened, terms.silence_hours, terms.silence_working_days
    )
    if closes >= reached.instant:
        return
    earliest = whole_minute(reached.instant)
    days = working_days_each(calendars, opened, closes)
    short = tuple(party for party, had in days.items() if had < terms.silence_working_days)
    said = Said("poll.silence_too_short", hours=terms.silence_hours, earliest=earliest)
    if short:
        said = Said(
            "poll.silence_leaves_too_little",
            closes=closes,
            parties=short,
            n=terms.silence_working_days,
            earliest=earliest,
            deciders=reached.said() or (Said("poll.hours", n=terms.silence_hours),),
        )
    raise Refused("DR-08", said, (f"{line} closes={earliest:%Y-%m-%dT%H:%MZ}",))


def days_of(calendar: WorkCalendar, opened: datetime, days: int) -> tuple[list[date], list[Said]]:
    """The first full working days of one capital, and the closures that it has before the last."""
    ends = after_working_days({"": calendar}, opened, days)
    first, last = calendar.local(opened).date(), calendar.local(ends.instant).date()
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    full = [day for day in span if calendar.works(day) and calendar.at(day, OPENS) >= opened]
    closed = [
        closure_said(calendar.closures[day])
        for day in span
        if day in calendar.closures and day.weekday() not in calendar.weekend
    ]
    return full, closed


def whole_minute(instant: datetime) -> datetime:
    """The first whole minute that is not earlier: a line is typed to the minute."""
    minute = instant.replace(second=0, microsecond=0)
    return minute if minute == instant else minute + _MINUTE
