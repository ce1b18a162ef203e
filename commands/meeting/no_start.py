"""Why nothing can be offered on the days that were named, and what could be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from commands.meeting import words
from commands.meeting.who import clocks
from coordination.meeting.meeting import Meeting
from coordination.meeting.slots import Slot, unusable_days
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import DateRange
from storage.store import Store

FURTHER = timedelta(days=31)
"""How far the first day on which somebody works is looked for."""


def why(
    store: Store,
    meeting: Meeting,
    slots: tuple[Slot, ...],
    on: Callable[[DateRange], str] | None = None,
) -> Refused:
    """The refusal with its reason; `on` is the line that asks for other days."""
    dates = str(meeting.dates)
    if any(slot.hardest for slot in slots):  # what would suit lies behind us
        return Refused("form", Said("meeting.no_start_past", dates=dates))
    off = _off(store, meeting)
    if not off:
        return Refused("form", Said("meeting.no_start", dates=dates))
    later = _next(store, meeting)
    line = on(later) if on else f"meeting slots {meeting.id} dates={later}"
    return Refused("form", Said("meeting.no_start_off", days=off), (line,))


def _off(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """Its days with the reasons why nobody works; nothing as soon as somebody does on one."""
    parties = clocks(store, meeting)
    off = unusable_days(words.calendars(parties, meeting), meeting.dates)
    if len(off) < len(parties) * len(meeting.dates):
        return ()
    days = groupby(off, key=lambda one: one.day)
    return tuple(
        Said("meeting.day_off", day=day, reasons=tuple(dict.fromkeys(o.miss.said() for o in ones)))
        for day, ones in days
    )


def _next(store: Store, meeting: Meeting) -> DateRange:
    """As many days from the next one on which somebody works."""
    first, long = meeting.dates.last, meeting.dates.last - meeting.dates.first
    until = first + FURTHER
    while first < until:
        first += timedelta(days=1)
        if not _off(store, replace(meeting, dates=DateRange(first, first))):
            break
    return DateRange(first, first + long)
