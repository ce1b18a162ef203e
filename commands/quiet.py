"""Quiet hours are personal: what wakes somebody waits until their morning."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coordination.mornings import quiet
from coordination.parties import Person


def awake(person: Person, now: datetime) -> datetime:
    """The first instant from `now` on (UTC) outside the person's quiet hours."""
    local = now.astimezone(ZoneInfo(person.zone))
    if person.quiet_from == person.quiet_to or not quiet(person, local.hour):
        return now
    morning = local.replace(hour=person.quiet_to % 24, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    return morning.astimezone(now.tzinfo)
