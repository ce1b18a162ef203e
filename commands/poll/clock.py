"""What the clock does for a poll: reminders before its end, and its closing (DR-11)."""

from __future__ import annotations

from datetime import datetime

from commands.calendars import calendars_of
from commands.desks import chair_desk
from commands.outcome import Due
from coordination.calendar import WorkCalendar
from coordination.parties import Group
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.reminding import remind_at, remind_next
from storage.store import Store


def calendars(poll: Poll, store: Store) -> dict[str, WorkCalendar]:
    """The working calendars of those who decide."""
    parties = store.directory.parties(poll.group)
    deciding = [one for one in parties if one.code in poll.eligible]
    return calendars_of(deciding, poll.opened_at)


def of_group(
    group: Group, store: Store, without: set[str], at: datetime
) -> dict[str, WorkCalendar]:
    """The working calendars of a group's parties, without some."""
    parties = store.directory.parties(group.id)
    return calendars_of([one for one in parties if one.code not in without], at)


def deadlines(
    poll: Poll, group: Group, store: Store, since: datetime | None = None
) -> tuple[Due, ...]:
    """Its closing, told once the grace is over; and reminders, each at its own desk.

    `since` is when the end was moved: what would have been before it is not made up for.
    """
    zone = group.terms.anchor_zone
    if poll.stage is Stage.ANNOUNCED:
        line = f"poll begin {poll.id}"
        return (Due(line, poll.opened_at, line, zone),)
    line = f"poll close {poll.id}"
    end = Due(line, poll.announced_at, line, zone)
    return (end, *_reminders(poll, store, since or poll.opened_at))


def closing_again(poll: Poll, group: Group, now: datetime) -> tuple[Due, ...]:
    """A closing that waited for a letter is tried at once where nothing else may hold it."""
    if poll.stage is not Stage.OPEN or now < poll.announced_at:
        return ()
    line = f"poll close {poll.id}"
    return (Due(line, now, line, group.terms.anchor_zone),)


def again(poll: Poll, store: Store, party: str, now: datetime) -> tuple[Due, ...]:
    """The next reminder of a party, once it was reminded; nothing when there is none left."""
    calendar = calendars(poll, store).get(party)
    return _reminder(poll, party, calendar, now) if calendar else ()


def _reminders(poll: Poll, store: Store, since: datetime) -> list[Due]:
    """The first of each party; and one for all, of which the chair and the room are told."""
    made = [
        due
        for code, calendar in calendars(poll, store).items()
        for due in _reminder(poll, code, calendar, since)
    ]
    line, desk = f"poll remind {poll.id}", chair_desk(store, poll.group, poll.opened_at)
    at = remind_at(poll.opened_at, poll.closes_at, desk)
    # Before `since` it has been told: an end that is moved in its last day is told by that.
    return [*made, Due(line, at, line, desk.zone)] if at is not None and at > since else made


def _reminder(poll: Poll, party: str, calendar: WorkCalendar, after: datetime) -> tuple[Due, ...]:
    line = f"poll remind {poll.id} party={party}"
    at = remind_next(after, poll.opened_at, poll.closes_at, calendar)
    return (Due(line, at, line, calendar.zone),) if at is not None else ()


def settled(poll: Poll, store: Store) -> tuple[str, ...]:
    """The keys of everything that would still fall due, but of what a capital clears (DR-13)."""
    keys = (deadline.key for deadline in store.deadlines.of(poll.id))
    if poll.stage is not Stage.ADOPTED_AD_REFERENDUM:
        return tuple(keys)
    return tuple(key for key in keys if not key.startswith("clearance "))
