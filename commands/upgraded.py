"""What an older version did not set: deadlines of what it kept, made from the rows at a start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from commands.action import dues
from commands.message import in_time
from commands.outcome import Due
from commands.perform import ONE_AT_A_TIME
from commands.poll.second import never_looked_after
from commands.poll.see import around
from commands.response.after import anchor, review_dues
from coordination.reminders import morning
from coordination.response.followup import Continued
from coordination.response.record import Response
from coordination.response.review import review_day
from storage.deadline import Deadline
from storage.store import Store


def set_missing(store: Store, now: datetime) -> int:
    """Set every deadline that was never set, and give how many; a second time there are none.

    What was set once, and is over or was taken off, stays so.
    """
    store.hold(ONE_AT_A_TIME)
    wanted = {due.key: (due, group) for group, due in _wanted(store, now)}
    missing = wanted.keys() - store.deadlines.ever(wanted)
    store.deadlines.set(*(_deadline(*wanted[key]) for key in sorted(missing)))
    return len(missing)


def _wanted(store: Store, now: datetime) -> Iterator[tuple[str, Due]]:
    """The deadlines of what stands, each with its group."""
    yield from _of_letters(store, now)
    yield from _of_signatures(store, now)
    for response in store.responses.suspensions():
        for due in (*review_dues(store, response, now), *_overdue(store, response, now)):
            yield response.group, due
    for made in store.actions.to_begin():
        for due in dues.of(made):
            yield made.group, due


def _of_letters(store: Store, now: datetime) -> Iterator[tuple[str, Due]]:
    """What waits for a second person is looked at, so that it holds no poll for good (DR-33)."""
    for poll in store.polls.all_open():
        found, group = around(store, poll), store.directory.group(poll.group)
        if found is not None and group is not None:
            for due in never_looked_after(store, found, group, now):
                yield poll.group, due


def _of_signatures(store: Store, now: datetime) -> Iterator[tuple[str, Due]]:
    """A message that is open for signature without an end gets the usual time from now on."""
    for message in store.messages.signing():
        group = store.directory.group(message.group)
        if message.sign_until is None and group is not None:
            after = in_time.begun(message, group, store, now)
            store.messages.save(after)
            for due in in_time.dues(after, group, store, now):
                yield message.group, due


def _overdue(store: Store, response: Response, now: datetime) -> Iterator[Due]:
    """A review whose day went by unnoticed is brought to mind now."""
    decisions = store.incidents.items(response.incident, Continued)
    day = review_day(response, [one for one in decisions if one.response == response.id])
    zone = anchor(store, response)
    if day is not None and morning(day, zone) <= now:
        line = f"response remind {response.id}"
        yield Due(f"{line} 1", now, line, zone.key)


def _deadline(due: Due, group: str) -> Deadline:
    verb, act, subject = due.line.split()[:3]
    return Deadline(due.key, f"{verb} {act}", subject, group, due.due, due.zone, due.line)
