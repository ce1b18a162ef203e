"""`today`, on request and as a private message on the person's working mornings.

What the own State has undertaken stands on it on the first working day of its own week.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.calendars import calendar_of
from commands.call import Call
from commands.declare import Command, command
from commands.outcome import Audience, Due, Notice, Outcome
from commands.today.page import day
from commands.waiting import page_room
from coordination.calendar import WorkCalendar
from coordination.instants import Moment
from coordination.mornings import last_morning, next_morning, week_begun
from coordination.parties import Person, Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.deadline import Deadline
from storage.store import Store

DAY = timedelta(days=1)


@command("today", label=Tlp.CLEAR)
class Today(Command):
    """Show what needs you, what waits on others, and what moved."""

    never_refused = True

    def handle(self, call: Call, store: Store) -> Outcome:
        person = call.person
        since = min(last_morning(person, _calendar(store, person, call.now), call.now), _ago(call))
        shown = day(store, person, call.now, since, "today.title", page_room(store, call))
        page = replace(shown.page, lines=(*shown.page.lines, *_lists(store, call)))
        return Outcome(page, shows=shown.label, deadlines=(_due(store, person, call.now),))


@command("today morning", by=Role.CLOCK, label=Tlp.CLEAR)
class Morning(Command):
    """Send a person's page on a working morning, when there is anything on it.

    A morning that is over by the time when the clock comes to it is left out: the next page tells
    what moved since the last one.
    """

    person: str
    """Whose, by id."""

    since: Moment | None = None
    """The last page before it, where mornings were left out."""

    def handle(self, call: Call, store: Store) -> Outcome:
        person = store.directory.person(self.person)
        if person is None or not store.directory.credentials(person.id, call.now):
            return Outcome(Said("today.nothing"))
        calendar = _calendar(store, person, call.now)
        since = self.since.at if self.since else last_morning(person, calendar, call.now)
        if _day(person, call.by_now) != _day(person, call.now):
            after = _due(store, person, _midnight(person, call.by_now))
            line = f"{after.line} since={since:%Y-%m-%dT%H:%MZ}"
            return Outcome(Said("today.nothing"), deadlines=(replace(after, line=line),))
        room = store.directory.direct_room(person.id)
        owing = week_begun(calendar, _day(person, since), _day(person, call.now))
        shown = day(store, person, call.now, since, "today.morning", room, owing=owing)
        notice = Notice(Audience.persons(person.id), shown.label, shown.page)
        return Outcome(
            Said("today.nothing"),
            notices=() if shown.empty else (notice,),
            deadlines=(_due(store, person, call.by_now),),
        )


def ensure_morning(store: Store, person: Person, now: datetime) -> None:
    """Let the person's mornings begin, unless they have or there is no group to act in."""
    hats = store.directory.credentials(person.id, now)
    due = _due(store, person, now)
    if hats and store.deadlines.get(due.key) is None:
        kind = "today morning"
        made = Deadline(due.key, kind, person.id, hats[0].group, due.due, due.zone, due.line)
        store.deadlines.set(made)


def _lists(store: Store, call: Call) -> tuple[Said, ...]:
    """Where everything stands in which the own State or agency has a part, day or no day."""
    party = store.directory.party(call.party, call.group.id) if call.party else None
    return (Said("today.lists", party=party.names),) if party else ()


def _due(store: Store, person: Person, now: datetime) -> Due:
    line = f"today morning {person.id}"
    at = next_morning(person, _calendar(store, person, now), now)
    return Due(line, at, line, person.zone)


def _day(person: Person, at: datetime) -> date:
    """Which day it is for the person."""
    return at.astimezone(ZoneInfo(person.zone)).date()


def _midnight(person: Person, at: datetime) -> datetime:
    """The last instant before the person's day began."""
    begun = datetime.combine(_day(person, at), time.min, ZoneInfo(person.zone))
    return begun.astimezone(UTC) - timedelta(microseconds=1)


def _calendar(store: Store, person: Person, now: datetime) -> WorkCalendar:
    """The working days of the person's State or agency; Monday to Friday for everybody else."""
    for hat in store.directory.credentials(person.id, now):
        party = store.directory.party(hat.party, hat.group) if hat.party else None
        if party is not None:
            return calendar_of(party, (now.year - 1, now.year, now.year + 1))
    return WorkCalendar(person.zone)


def _ago(call: Call) -> datetime:
    return call.now - DAY


COMMANDS: tuple[type[Command], ...] = (Today, Morning)
