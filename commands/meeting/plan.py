"""Agenda and invitees; once invitations are out, everybody's calendar follows."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import seen as incident_seen
from commands.kinds.ids import MeetingId
from commands.kinds.simple import Text
from commands.meeting import asking, fields, prompt, told, words
from commands.meeting.convene import sent
from commands.meeting.propose import CHAIR
from commands.meeting.see import seen
from commands.meeting.who import answerers, read_guests
from commands.outcome import Button, Method, Notice, Outcome, Page
from coordination.meeting.composition import check_capacity
from coordination.meeting.kinds import agenda_template
from coordination.meeting.meeting import Invitees, Meeting
from coordination.meeting.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("meeting agenda", label=Tlp.GREEN, text=Tlp.AMBER, anew=True)
class Agenda(Command):
    """Show the agenda, or write it anew: an item a line, or with semicolons between."""

    meeting: MeetingId
    """Which meeting."""

    items: Text = Text("")
    """The items, in order; left out, the agenda is shown."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        items = tuple(i.strip() for i in self.items.replace(";", "\n").splitlines() if i.strip())
        if not items:
            return Outcome(_agenda(meeting, "meeting.agenda_of"), shows=meeting.label)
        call.hat(*CHAIR)
        # An agenda stands in no calendar entry, so that no calendar needs an update.
        planned = replace(meeting.planned(agenda=items), sequence=meeting.sequence)
        store.meetings.save(planned)
        return Outcome(
            _agenda(planned, "meeting.agenda_set"),
            cards=(told.card(store, planned),),
            about=planned.incident,
            shows=planned.label,
        )


def _agenda(meeting: Meeting, msgid: str) -> Page:
    items = tuple(Said("meeting.item", text=text) for text in meeting.agenda)
    return Page(Said(msgid, title=words.title(meeting)), items or agenda_template(meeting.kind))


@command("meeting invite", by=CHAIR, label=Tlp.GREEN, back=("meeting invite remove=yes",))
class Invite(Command):
    """Invite more parties, organisations or people to a meeting, or take invitations back."""

    meeting: MeetingId
    """Which meeting."""

    who: tuple[str, ...]
    """Parties, organisations or people, with commas between."""

    remove: bool = False
    """Whether they are taken off the list instead."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        before = told.everybody(store, meeting, call.now)
        planned = meeting.planned(invitees=self._invitees(call, store, meeting))
        self._check(call, store, planned)
        store.meetings.save(planned)
        if planned.stage is Stage.CONVENED:
            return updated(call, store, meeting, planned)
        after = told.everybody(store, planned, call.now)
        gone = tuple(person for person in before if person not in after)
        return self._asked(call, store, planned, gone)

    def _invitees(self, call: Call, store: Store, meeting: Meeting) -> Invitees:
        parties, people = read_guests(self.who, call, store)
        now = meeting.invitees
        if self.remove:
            kept = tuple(p for p in now.parties if p not in parties)
            return replace(
                now, parties=kept, people=tuple(p for p in now.people if p not in people)
            )
        return replace(
            now,
            parties=tuple(dict.fromkeys((*now.parties, *parties))),
            people=tuple(dict.fromkeys((*now.people, *people))),
        )

    def _check(self, call: Call, store: Store, planned: Meeting) -> None:
        group = store.directory.parties(call.group.id)
        invited = planned.invitees.parties
        check_capacity(planned.kind, {p.code: p.capacity for p in group if p.code in invited})
        if planned.incident:
            fields.check_informed(invited, incident_seen(call, store, planned.incident))

    def _asked(self, call: Call, store: Store, planned: Meeting, gone: tuple[str, ...]) -> Outcome:
        """Not convened yet: those who are new are asked when they can."""
        done = set(words.answered(planned))
        open_asks = {ask.person for ask in store.asks.about(asking.asking_key(planned))}
        waiting = {
            person
            for party, persons in answerers(store, planned, call.now).items()
            for person in persons
            if party not in done
        }
        offered = planned.stage is Stage.AVAILABILITY
        new = tuple(a for a in asking.asks(store, planned, call.now) if a.person in waiting)
        new = tuple(a for a in new if a.person not in open_asks) if offered else ()
        show = Button(Said("meeting.act.slots"), f"meeting slots {planned.id}")
        key = asking.asking_key(planned)
        return Outcome(
            Page(Said("meeting.invitees_set", title=words.title(planned)), (), (show,)),
            cards=(told.card(store, planned),),
            asks=new,
            deadlines=prompt.dues(store, planned, call.now, new),
            closes=tuple(f"{key}@{person}" for person in gone),
            about=planned.incident,
        )


def updated(call: Call, store: Store, before: Meeting, after: Meeting) -> Outcome:
    """The invitees of a convened meeting have changed: every calendar follows."""
    made = sent(call, store, after, "meeting.updated")
    kept = told.everybody(store, after, call.now)
    gone = tuple(p for p in told.everybody(store, before, call.now) if p not in kept)
    return replace(made, notices=made.notices + _uninvited(call, store, before, gone))


def _uninvited(
    call: Call, store: Store, before: Meeting, gone: tuple[str, ...]
) -> tuple[Notice, ...]:
    """Those taken off the list are told, and their calendars let the meeting go."""
    if before.start is None or not gone:
        return ()
    last = replace(before, sequence=before.sequence + 1)
    file = told.entry(store, last, before.start, call.now, Method.CANCEL)
    page = Page(Said("meeting.uninvited", title=words.title(before)))
    return told.in_private(gone, page, (file,))
