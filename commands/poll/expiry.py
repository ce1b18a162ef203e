"""The earliest expiry of a silence in words: which capital decides it, by which days (DR-08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from commands.incident.words import party, spoken
from commands.poll import clock
from coordination.calendar import WorkCalendar, earliest_silence_expiry
from coordination.parties import Terms
from coordination.poll.record import Poll
from coordination.poll.silence import days_of, whole_minute
from coordination.said import Param, Said
from storage.store import Store

Calendars = Mapping[str, WorkCalendar]


def expiry(calendars: Calendars, opened: datetime, terms: Terms) -> datetime:
    """The earliest expiry, to the whole minute in which it can be typed."""
    reached = earliest_silence_expiry(
        calendars, opened, terms.silence_hours, terms.silence_working_days
    )
    return whole_minute(reached.instant)


def explained(store: Store, poll: Poll, terms: Terms) -> Said:
    """The earliest expiry that a silence could have had, and who decided it."""
    return why(clock.calendars(poll, store), poll.opened_at, terms, poll.group, store)


def decider(poll: Poll, store: Store) -> tuple[Said, ...]:
    """By whose days the earliest expiry is decided, for everybody who may know of the poll.

    Nothing once the chair has extended it: then it is not these days that decide.
    """
    group = store.directory.group(poll.group)
    if group is None or poll.extended:
        return ()
    deciders = explained(store, poll, group.terms)["deciders"]
    hours = deciders == (Said("poll.hours", n=group.terms.silence_hours),)
    key = "silence.earliest.hours" if hours else "silence.earliest.decider"
    return (Said(key, deciders=deciders),)


def why(calendars: Calendars, opened: datetime, terms: Terms, group: str, store: Store) -> Said:
    reached = earliest_silence_expiry(
        calendars, opened, terms.silence_hours, terms.silence_working_days
    )
    deciders = reached.said() or (Said("poll.hours", n=terms.silence_hours),)
    said = Said(
        "silence.earliest.why",
        earliest=whole_minute(reached.instant),
        n=terms.silence_working_days,
        hours=terms.silence_hours,
        deciders=deciders,
    )
    return spoken(said, group, store)


def capital(
    code: str,
    calendars: Calendars,
    opened: datetime,
    terms: Terms,
    group: str,
    store: Store,
) -> Said:
    """The days that count in one capital, and what is closed between them."""
    days, closed = days_of(calendars[code], opened, terms.silence_working_days)
    known: dict[str, Param] = {"party": party(code, group, store), "days": tuple(days)}
    if not closed:
        return Said("silence.earliest.days", **known)
    return Said("silence.earliest.days_closed", closures=tuple(closed), **known)


def doubt(calendars: Calendars, opened: datetime, terms: Terms) -> list[Said]:
    """What it would be if the days that are not sure yet were worked: the later one counts."""
    sure = {code: _without_doubt(one) for code, one in calendars.items()}
    later, earlier = expiry(calendars, opened, terms), expiry(sure, opened, terms)
    if later == earlier:
        return []
    return [Said("silence.earliest.both_ways", earlier=earlier, later=later)]


def _without_doubt(calendar: WorkCalendar) -> WorkCalendar:
    kept = {day: one for day, one in calendar.closures.items() if not one.estimated}
    return replace(calendar, closures=kept)
