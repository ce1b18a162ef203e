"""Who is told of a meeting and its changes: rooms by its card, people by a calendar entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from commands.calendars import calendar_of
from commands.incident.shown import its_card
from commands.meeting import asking, words
from commands.meeting.see import reads, room_may
from commands.meeting.who import delegates, people
from commands.outcome import Audience, Card, Due, Invitation, Method, Notice, Page
from commands.quiet import awake
from coordination.calendar import WorkCalendar
from coordination.meeting.meeting import Meeting
from coordination.meeting.reminding import HOUR, day_before
from coordination.parties import Credential, Person, Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def rooms(store: Store, meeting: Meeting) -> Audience:
    """The shared rooms that may follow the meeting (T-16)."""
    shared = store.directory.rooms(meeting.group)
    only = frozenset(room.id for room in shared if room_may(store, meeting, room))
    return Audience(frozenset(Sees) - {Sees.DIRECT}, only=only)


def card(store: Store, meeting: Meeting) -> Card:
    """The live card, shown or made new."""
    key = f"meeting:{meeting.id}"
    return Card(key, rooms(store, meeting), meeting.label, meeting.incident)


def cards(store: Store, meeting: Meeting) -> tuple[Card, ...]:
    """The meeting's card and its incident's, which says what is next."""
    above = store.incidents.get(meeting.incident) if meeting.incident else None
    more = its_card(store, above) if above and not meeting.hidden else ()
    return (card(store, meeting), *more)


def in_rooms(store: Store, meeting: Meeting, page: Page, beside_card: Page | None = None) -> Notice:
    """A line under the meeting's card or its incident's, without anything that is sensitive.

    `beside_card` stands in its place where the card is shown in full.
    """
    thread = meeting.incident or meeting.id
    if beside_card is None:
        return Notice(rooms(store, meeting), Tlp.GREEN, page, thread=thread)
    there, label = rooms(store, meeting), meeting.label
    return Notice(there, label, beside_card, thread=thread, below=page, below_label=Tlp.GREEN)


def in_private(
    persons: Iterable[str], page: Page, entries: tuple[Invitation, ...] = ()
) -> tuple[Notice, ...]:
    """The same to people in their direct rooms, with the entry for their calendar."""
    audience = Audience.persons(*persons)
    return (Notice(audience, Tlp.GREEN, page, files=entries),) if audience.people else ()


def personally(
    store: Store,
    meeting: Meeting,
    persons: Iterable[str],
    page: Page,
    at: datetime,
    entries: tuple[Invitation, ...] = (),
) -> tuple[Notice, ...]:
    """The same with what it is about, for whoever may read that, where it may stand (T-10)."""
    every = tuple(persons)
    inside = frozenset(one for one in every if reads(store, meeting, one, at))
    more = (Said("meeting.read_more", line=f"meeting show {meeting.id}"),)
    below = replace(page, lines=(*page.lines, *more))
    others = in_private((one for one in every if one not in inside), below, entries)
    if not inside:
        return others
    full = replace(page, lines=(*words.about(store, meeting), *page.lines))
    audience, label = Audience.persons(*inside), meeting.label
    one = Notice(audience, label, full, below=below, below_label=Tlp.GREEN, files=entries)
    return (one, *others)


def off(
    store: Store,
    meeting: Meeting,
    page: Page,
    persons: Iterable[str],
    entries: tuple[Invitation, ...],
) -> tuple[Notice, ...]:
    """The date is off; why it is stands only where the meeting's subject may stand."""
    thread, label, below = meeting.incident or meeting.id, meeting.label, Page(page.title)
    shared = Notice(rooms(store, meeting), label, page, thread=thread, below=below)
    people = Audience.persons(*persons)
    alone = Notice(people, label, page, below=below, files=entries)
    return (shared, alone) if people.people else (shared,)


def entry(store: Store, meeting: Meeting, start: datetime, at: datetime, how: Method) -> Invitation:
    """The calendar entry of a meeting; its subject is opaque where the label demands it."""
    group = store.directory.group(meeting.group)
    names = group.names if group else None
    return Invitation(
        uid=f"{meeting.id}@comity",
        sequence=meeting.sequence,
        method=how,
        start=start,
        end=start + meeting.duration,
        stamp=at,
        summary=_subject(meeting),
        description=Said("ics.description", meeting=meeting.id, line=f"meeting show {meeting.id}"),
        organizer=meeting.group,
        group=Said("form.party", name=names) if names else Said("ics.nobody"),
        link=meeting.link,
        private=words.opaque(meeting),
    )


def _subject(meeting: Meeting) -> Said:
    if not words.opaque(meeting):
        return Said("ics.subject", meeting=meeting.id, purpose=meeting.purpose)
    if meeting.incident:
        return Said("ics.opaque_on", meeting=meeting.id, incident=meeting.incident)
    return Said("ics.opaque", meeting=meeting.id)


def calling_key(meeting: Meeting) -> str:
    """Of the question whether an authority calls on its embassy to come."""
    return f"embassies:{meeting.id}"


def open_questions(meeting: Meeting) -> tuple[str, ...]:
    """What nobody needs to answer any more once a meeting is called off or over."""
    return (asking.asking_key(meeting), calling_key(meeting))


def reminders(store: Store, meeting: Meeting, at: datetime) -> tuple[Due, ...]:
    """A working day before and an hour before, for everybody who is to come, while to come."""
    start = meeting.start
    if start is None:
        return ()
    known = {party.code: party for party in store.directory.parties(meeting.group)}
    years = (start.year - 1, start.year)
    made = []
    for hat in delegates(store, meeting, at):
        person = store.directory.person(hat.person)
        if person is None:
            continue
        party = known.get(hat.party or "")
        clock = calendar_of(party, years) if party else WorkCalendar(person.zone)
        days, hours = day_before(clock, start), hour_before(person, start)
        made += _dues(meeting, hat, person, {"day": days, "hour": hours}, at)
    return tuple(made)


def _dues(
    meeting: Meeting, hat: Credential, person: Person, whens: dict[str, datetime], at: datetime
) -> list[Due]:
    return [
        Due(f"{line}", due, line, person.zone)
        for name, due in whens.items()
        for line in (f"meeting remind {meeting.id} {hat.person} {name}",)
        if due > at
    ]


def hour_before(person: Person, start: datetime) -> datetime:
    """An hour before the start, or the last half hour before it in which the person is awake."""
    at = start - HOUR
    for _ in range(47):
        if awake(person, at) == at:
            return at
        at -= timedelta(minutes=30)
    return start - HOUR


def settled(store: Store, meeting: Meeting) -> tuple[str, ...]:
    """Keys of everything that would still fall due for the meeting."""
    return tuple(deadline.key for deadline in store.deadlines.of(meeting.id))


def everybody(store: Store, meeting: Meeting, at: datetime) -> tuple[str, ...]:
    """Everybody who is to come, by id."""
    return people(store, meeting, at)
