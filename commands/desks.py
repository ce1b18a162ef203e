"""Whose working days count where the clock speaks to the chair."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commands.calendars import calendar_of
from coordination.calendar import WorkCalendar
from coordination.parties import Party
from storage.store import Store


def chair_desk(store: Store, group: str, now: datetime, zone: str = "") -> WorkCalendar:
    """The working days of the party whose person chairs now, on that person's clock or `zone`'s.

    Monday to Friday where the chair speaks for no party, and on the group's clock where nobody
    chairs.
    """
    chair = store.directory.chair(group, now)
    person = store.directory.person(chair.person) if chair else None
    if chair is None or person is None:
        known = store.directory.group(group)
        return WorkCalendar(zone or (known.terms.anchor_zone if known else "UTC"))
    party = store.directory.party(chair.party, group) if chair.party else None
    clock = zone or person.zone
    return _on_clock(party, clock, now) if party else WorkCalendar(clock)


def worked(at: datetime, calendar: WorkCalendar) -> datetime:
    """The same hour on the first day on which is worked there."""
    local = calendar.local(at)
    while not calendar.works(local.date()):
        local += timedelta(days=1)
    return local.astimezone(UTC)


def _on_clock(party: Party, zone: str, now: datetime) -> WorkCalendar:
    years = range(now.year - 1, now.year + 3)
    return replace(calendar_of(party, years), zone=zone)
