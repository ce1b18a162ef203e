"""A platform that is away costs nobody an answer (DR-11, P-17).

What the bot did not hear while it was down itself counts as an outage of every platform.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from coordination.calendar import WorkCalendar, after_working_hours
from coordination.poll.record import Poll

LONG = timedelta(minutes=15)
"""A longer outage gives more time to answer."""
LAST = timedelta(hours=24)
"""The part of a poll's period, at its end, in which an outage matters."""
WORKING_HOURS = 24
"""How many working hours of every capital an outage gives at least."""
LONGEST = timedelta(hours=24)
"""How long a closing waits for a platform that does not come back."""


@dataclass(frozen=True)
class Outage:
    """From when until when nothing was heard of a platform; `ended` is None while it lasts."""

    platform: str
    began: datetime
    ended: datetime | None = None


Span = tuple[datetime, datetime]
"""From when until when."""


def nothing_heard(outages: Iterable[Outage], platforms: Iterable[str], now: datetime) -> list[Span]:
    """When none of these platforms was heard for longer than a quarter of an hour."""
    gaps, common = list(outages), list[Span]()
    for place, name in enumerate(platforms):
        own = [(one.began, one.ended or now) for one in gaps if one.platform == name]
        both = [(max(a, c), min(b, d)) for a, b in common for c, d in own] if place else own
        common = [(began, ended) for began, ended in both if ended - began > LONG]
    return sorted(common)


def grace_ends(poll: Poll, outages: Iterable[Outage]) -> datetime:
    """Until when an answer that was sent in time is taken; the result is not told before.

    The grace begins anew when a platform that was away in it is back. An outage that lasts holds
    the result back for a day at most.
    """
    last, grace = poll.closes_at + LONGEST, timedelta(seconds=poll.grace_seconds)
    end = poll.closes_at
    for one in sorted(outages, key=lambda one: one.began):
        ended = last if one.ended is None else min(one.ended, last)
        if one.began < end + grace and ended > end:
            end = ended
    return end + grace


def extended_to(
    poll: Poll,
    before: datetime,
    outage: Outage,
    now: datetime,
    calendars: Mapping[str, WorkCalendar],
) -> datetime | None:
    """The closing that an outage gives to a poll that would have closed at `before`; else None.

    It was longer than a quarter of an hour while the poll was open, and touched the last day of
    the period. The extension is as long as the outage, and 24 working hours of every capital.
    """
    began = max(outage.began, poll.opened_at)
    ended = now if outage.ended is None else outage.ended
    if ended - began <= LONG or began >= before or ended <= before - LAST:
        return None
    working = (after_working_hours(one, before, WORKING_HOURS) for one in calendars.values())
    return max(before + (ended - began), *working)
