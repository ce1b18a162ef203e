"""A party that has not said when it can come is reminded once; the chair sees who is missing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from commands.calendars import calendar_of
from commands.call import Call
from commands.declare import Command, command
from commands.desks import chair_desk
from commands.kinds.ids import MeetingId
from commands.kinds.who import PartyCode
from commands.late import past
from commands.meeting import asking, told, words
from commands.meeting.see import seen
from commands.meeting.who import answerers, parties_of
from commands.outcome import Ask, Button, Due, Outcome, Page
from coordination.meeting.meeting import Meeting
from coordination.meeting.reminding import answer_by
from coordination.meeting.stage import Stage
from coordination.parties import Role
from coordination.reminding import remind_at
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def dues(
    store: Store, meeting: Meeting, at: datetime, asked: Collection[Ask] | None = None
) -> tuple[Due, ...]:
    """A reminder in each party's own working hours before its time is over, and then the chair's.

    `asked` are those who are asked now; everybody if left out. The chair waits for those before.
    """
    if not meeting.offered or meeting.stage is not Stage.AVAILABILITY:
        return ()
    persons = None if asked is None else {one.person for one in asked}
    theirs = answerers(store, meeting, at)
    made, ends = [], []
    for party in parties_of(store, meeting):
        if persons is not None and persons.isdisjoint(theirs.get(party.code, ())):
            continue
        desk = calendar_of(party, (at.year, at.year + 1))
        ends.append(answer_by(desk, at, min(meeting.offered)))
        if when := remind_at(at, ends[-1], desk):
            line = f"meeting prompt {meeting.id} {party.code}"
            made.append(Due(line, when, line, desk.zone))
    if ends:
        zone = chair_desk(store, meeting.group, at).zone
        if persons is not None and (earlier := store.deadlines.get(_missing(meeting))):
            ends.append(earlier.due_at)
        made.append(Due(_missing(meeting), max(ends), _missing(meeting), zone))
    return tuple(made)


def _missing(meeting: Meeting) -> str:
    return f"meeting missing {meeting.id}"


def _over(call: Call, meeting: Meeting) -> bool:
    """Whether nobody needs to say any more when it can come."""
    waits = meeting.stage is Stage.AVAILABILITY and meeting.offered
    return not waits or past(call, min(meeting.offered))


def _nothing(call: Call, meeting: Meeting) -> Outcome:
    """Nobody is reminded; once no offered time is left, what waits for a morning is not asked."""
    over = (asking.asking_key(meeting),) if _over(call, meeting) else ()
    return Outcome(Said("meeting.no_reminder", meeting=meeting.id), closes=over)


@command("meeting prompt", by=Role.CLOCK, label=Tlp.GREEN)
class Prompt(Command):
    """Remind a party that has not said when it can come."""

    meeting: MeetingId
    """Which meeting."""

    party: PartyCode
    """Which party."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        invited = self.party in meeting.invitees.parties
        if _over(call, meeting) or not invited or self.party in words.answered(meeting):
            return _nothing(call, meeting)
        persons = answerers(store, meeting, call.now).get(self.party, ())
        end = store.deadlines.get(_missing(meeting))
        until = end.due_at if end and not past(call, end.due_at) else None
        return Outcome(
            Said("meeting.reminded", meeting=meeting.id),
            asks=asking.asks_again(store, meeting, call.now, persons, until),
            about=meeting.incident,
        )


@command("meeting missing", by=Role.CLOCK, label=Tlp.GREEN)
class Missing(Command):
    """Tell the chair which parties have not said when they can come."""

    meeting: MeetingId
    """Which meeting."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        done = words.answered(meeting)
        silent = tuple(p.names for p in parties_of(store, meeting) if p.code not in done)
        chair = store.directory.chair(call.group.id, call.now)
        if _over(call, meeting) or not silent or chair is None:
            return _nothing(call, meeting)
        said = Said("meeting.some_missing", title=words.title(meeting))
        lines = (Said("meeting.no_answer_yet", parties=silent), *words.standing_lines(meeting))
        best = words.best_letter(meeting)
        convene = Button(
            Said("meeting.act.convene_best", letter=best), f"meeting convene {meeting.id} {best}"
        )
        show = Button(Said("meeting.act.slots"), f"meeting slots {meeting.id}")
        page = Page(said, lines, (convene, show))
        return Outcome(
            Said("meeting.reminded", meeting=meeting.id),
            notices=told.in_private((chair.person,), page),
            about=meeting.incident,
        )
