"""What an adopted response sets in motion: its force, its review, its last day (4.1, X23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.commitment.force import on_adoption as in_force_on_adoption
from commands.desks import chair_desk, worked
from commands.outcome import Due
from coordination.calendar import SHUTS, WorkCalendar
from coordination.message.stage import Stage as MessageStage
from coordination.reminders import morning
from coordination.response.followup import Continued
from coordination.response.parts import Lifting, Suspension
from coordination.response.record import Response
from coordination.response.review import review_day
from coordination.response.stage import Stage
from storage.store import Store

NOTICE = timedelta(days=14)
"""How long before a review, or before the last day, the chair is reminded."""


def on_adoption(store: Store, response: Response, at: datetime) -> tuple[Due, ...]:
    """The lines of the clock for a response whose poll has just ended."""
    if response.stage is Stage.ADOPTED and isinstance(response.parts, Lifting):
        line = f"response lifted {response.id}"
        return (Due(line, at, line),)
    found = (*in_force_on_adoption(store, response, at), *_to_sign(store, response, at))
    return (*found, *review_dues(store, response, at)) if response.stage is Stage.ADOPTED else found


def _to_sign(store: Store, response: Response, at: datetime) -> Iterator[Due]:
    """A joint message that waits, frozen, for its response is opened for signature at once."""
    if response.stage is Stage.ADOPTED:
        for message in store.messages.of_response(response.id):
            if message.stage is MessageStage.FROZEN:
                line = f"message open {message.id}"
                yield Due(line, at, line)


def review_dues(store: Store, response: Response, now: datetime) -> tuple[Due, ...]:
    """When the chair is reminded of the review, when it is due, and when it ends by itself."""
    if not isinstance(response.parts, Suspension):
        return ()
    zone = anchor(store, response)
    decisions = store.incidents.items(response.incident, Continued)
    own = [one for one in decisions if one.response == response.id]
    day = review_day(response, own)
    desk = chair_desk(store, response.group, now, zone.key)
    return (*_reviews(response, day, desk, now), *_last(response, zone))


def anchor(store: Store, response: Response) -> ZoneInfo:
    """The zone in which the group counts its days."""
    group = store.directory.group(response.group)
    return ZoneInfo(group.terms.anchor_zone if group else "UTC")


def last_instant(day: date, zone: ZoneInfo) -> datetime:
    """The end of a suspension's last day: 17:00 on the group's clock (DR-31)."""
    return datetime.combine(day, SHUTS, zone).astimezone(UTC)


def _reviews(
    response: Response, day: date | None, desk: WorkCalendar, now: datetime
) -> Iterator[Due]:
    if day is None:
        return
    line = f"response remind {response.id}"
    for place, on in enumerate((day - NOTICE, day)):
        at = worked(morning(on, ZoneInfo(desk.zone)), desk)
        if at > now:
            yield Due(f"{line} {place}", at, line, desk.zone)


def _last(response: Response, zone: ZoneInfo) -> Iterator[Due]:
    parts = response.parts
    if isinstance(parts, Suspension) and parts.expires_on is not None:
        line = f"response lapse {response.id}"
        yield Due(line, last_instant(parts.expires_on, zone), line, zone.key)
