"""What a proposal settles: who is invited by default, and what is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from commands.meeting import no_start, words
from commands.meeting.who import clocks
from coordination.incident.incident import Incident
from coordination.meeting.kinds import CAPACITY, MeetingKind
from coordination.meeting.meeting import Meeting
from coordination.meeting.slots import alternatives, candidate_slots
from coordination.parties import Party
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import DateRange
from storage.store import Store

MOST_DAYS = 14
FINE_DAYS = 7
"""Ranges up to this long are looked at by the half hour, longer ones by the hour."""
MOST_OFFERED = 5


def by_default(
    parties: tuple[Party, ...], kind: MeetingKind, incident: Incident | None
) -> tuple[str, ...]:
    """All parties of the group; a State concerned only once it is informed (T-28, T-24)."""
    kept_out = set(incident.concerned) - set(incident.informed) if incident else set()
    needed = CAPACITY.get(kind)
    return tuple(
        party.code
        for party in parties
        if party.code not in kept_out
        and (needed is None or needed in (party.capacity or "").split(","))
    )


def check_informed(invited: tuple[str, ...], incident: Incident | None) -> None:
    """Refuse to invite a State concerned that does not know of the incident yet (T-24)."""
    if incident is None:
        return
    unaware = set(incident.concerned) - set(incident.informed) - {incident.originator}
    told = tuple(sorted(unaware & set(invited)))
    if told:
        said = Said("meeting.not_informed", parties=told, incident=incident.id)
        raise Refused("T-24", said, (f"incident inform {incident.id}",))


def offer(
    store: Store, meeting: Meeting, now: datetime, on: Callable[[DateRange], str] | None = None
) -> Meeting:
    """The meeting with the few starts worth offering, the best first.

    Raises `Refused` where no start suits anybody, with the reason; `on` is the line that asks for
    other days, where the meeting does not stand yet.
    """
    days = len(meeting.dates)
    if days > MOST_DAYS:
        raise Refused("form", Said("slot.too_many_days", days=days, most=MOST_DAYS))
    if not meeting.invitees.parties:
        raise Refused("form", Said("meeting.nobody_invited"))
    slots = candidate_slots(
        words.calendars(clocks(store, meeting), meeting),
        meeting.dates,
        timedelta(minutes=meeting.minutes),
        meeting.band,
        meeting.zone,
        30 if days <= FINE_DAYS else 60,
    )
    ahead = tuple(slot for slot in slots if slot.start > now)
    best = alternatives(ahead, meeting.zone, MOST_OFFERED)
    if not best:
        raise no_start.why(store, meeting, slots, on)
    starts, burdens = tuple(s.start for s in best), tuple(s.burden for s in best)
    return replace(meeting, start=None).offer(starts, burdens)
