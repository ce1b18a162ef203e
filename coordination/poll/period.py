"""How long a vote stays open at least, as a group's terms of reference say (DR-31)."""

from __future__ import annotations

from collections.abc import Mapping

from coordination.calendar import WorkCalendar, after_working_days, working_days_each
from coordination.parties import Terms
from coordination.poll.record import Poll
from coordination.poll.silence import whole_minute
from coordination.refused import Refused
from coordination.said import Said


def vote_long_enough(
    poll: Poll, calendars: Mapping[str, WorkCalendar], terms: Terms, line: str
) -> None:
    """Raises `Refused` where a party would have fewer full working days than the terms say.

    `line` opens the poll without its closing: the ready line with the earliest is made from it.
    """
    days = terms.vote_working_days
    reached = after_working_days(calendars, poll.opened_at, days)
    if poll.closes_at >= reached.instant:
        return
    earliest = whole_minute(reached.instant)
    had = working_days_each(calendars, poll.opened_at, poll.closes_at)
    short = tuple(party for party, full in had.items() if full < days)
    said = Said(
        "poll.vote_leaves_too_little",
        closes=poll.closes_at,
        parties=short,
        n=days,
        earliest=earliest,
        deciders=reached.said(),
    )
    raise Refused("DR-31", said, (f"{line} closes={earliest:%Y-%m-%dT%H:%MZ}",))
