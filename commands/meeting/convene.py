"""Fixing, moving, postponing and cancelling: everybody's calendar follows (RFC 5546)."""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.declare import Command, command
from commands.kinds.ids import MeetingId
from commands.kinds.simple import Note, Text
from commands.meeting import asking, told, words
from commands.meeting.propose import CHAIR, sectors_lacking
from commands.meeting.see import seen
from commands.meeting.who import clocks
from commands.outcome import Button, Invitation, Method, Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.instants import read_instant
from coordination.meeting.composition import lacks_child_focus
from coordination.meeting.meeting import Meeting
from coordination.meeting.reply import LETTERS
from coordination.meeting.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "meeting convene",
    by=CHAIR,
    label=Tlp.GREEN,
    text=Tlp.AMBER,
    back=("meeting convene", "meeting postpone"),
)
class Convene(Command):
    """Fix the start of a meeting, or move it, and put it in everybody's calendar."""

    meeting: MeetingId
    """Which meeting."""

    start: str
    """The letter of an offered time, or an instant such as 2026-03-26T12:00@Europe/Amsterdam."""

    reason: Note = Note("")
    """Why is it convened all the same?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        start = self._start(call, meeting)
        if meeting.stage is Stage.CONVENED:
            return self._moved(call, store, meeting, start)
        _warn(store, meeting, self.reason)
        convened = meeting.convene(start, call.now, self.reason)
        store.meetings.save(convened)
        return sent(call, store, convened, "meeting.convened")

    def _moved(self, call: Call, store: Store, meeting: Meeting, start: datetime) -> Outcome:
        if not call.confirmed:
            line = f"meeting convene {meeting.id} {self.start} now=yes"
            raise Confirm(Said("meeting.move_sure", meeting=meeting.id, start=start), line)
        moved = meeting.reschedule(start, call.now)
        store.meetings.save(moved)
        return sent(call, store, moved, "meeting.moved")

    def _start(self, call: Call, meeting: Meeting) -> datetime:
        word = self.start.upper()
        if len(word) == 1 and word in LETTERS[: len(meeting.offered)]:
            return meeting.offered[LETTERS.index(word)]
        line = f"meeting convene {meeting.id}"
        try:
            moment = read_instant(self.start, call.person.zone, meeting.zone)
        except Refused as no:
            ready = tuple(f"{line} {start}" for start in no.instead)
            raise Refused(no.rule, no.said, ready) from None
        if moment.to_confirm:
            noon = f"{line} {self.start}T12:00@{meeting.zone}"
            raise Refused("DR-31", Said("meeting.time_missing", day=moment.at.date()), (noon,))
        return moment.at


def _warn(store: Store, meeting: Meeting, reason: str) -> None:
    """Ask why, where a roundtable lacks those who should be there (U-34, U-32)."""
    if reason.strip():
        return
    if lacks_child_focus(meeting.about_children, meeting.invitees.child_focused):
        raise Wanting("U-34", "reason", Said("meeting.no_child_focus"))
    if lacking := sectors_lacking(store, meeting):
        raise Wanting("U-32", "reason", Said("meeting.sectors_why", sectors=lacking))


def sent(call: Call, store: Store, meeting: Meeting, msgid: str) -> Outcome:
    """Everybody has the meeting at its start in their calendar, and is reminded of it."""
    start = meeting.start
    if start is None:
        raise ValueError("a meeting without a start is in no calendar")
    parties = clocks(store, meeting)
    about, everybody = words.title(meeting), told.everybody(store, meeting, call.now)
    shown = Said(msgid, title=about, start=words.capitals(parties, start))
    briefly = Said(msgid, title=about, start=start)  # the card has every capital's clock
    file = told.entry(store, meeting, start, call.now, Method.REQUEST)
    own = Page(Said(f"{msgid}_you", title=about, start=start), _video(meeting))
    names = {party.code: party for party in parties}
    fit = words.suits(words.slot(store, meeting, start), names)
    suits, sent_to = Said("meeting.suits", suits=fit), Said("meeting.sent_to", n=len(everybody))
    # Who is told anyway is not told the same by the answer as well.
    told_too = call.person.id in everybody
    said, lines = (sent_to, (about, suits)) if told_too else (shown, (suits, sent_to))
    return Outcome(
        Page(said, lines, after_convening(meeting)),
        notices=(
            told.in_rooms(store, meeting, Page(shown), Page(briefly)),
            *told.personally(store, meeting, everybody, own, call.now, (file,)),
        ),
        cards=told.cards(store, meeting),
        closes=(asking.asking_key(meeting),),
        deadlines=told.reminders(store, meeting, call.now),
        settles=told.settled(store, meeting),
        about=meeting.incident,
    )


def _video(meeting: Meeting) -> tuple[Said, ...]:
    return (Said("meeting.link", link=meeting.link),) if meeting.link else ()


def after_convening(meeting: Meeting) -> tuple[Button, ...]:
    return (
        Button(Said("meeting.act.agenda"), f"meeting agenda {meeting.id}"),
        Button(Said("meeting.act.postpone"), f"meeting postpone {meeting.id}"),
    )


@command("meeting postpone", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER, back=("meeting convene",))
class Postpone(Command):
    """Take a meeting's date back; it stays, and can be offered or convened again."""

    meeting: MeetingId
    """Which meeting."""

    reason: Text
    """Why? Everybody invited reads it, so name no person."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        after = meeting.postpone(self.reason)
        again = Button(Said("meeting.act.slots"), f"meeting slots {meeting.id}")
        return recalled(call, store, meeting, after, _off("postponed", meeting, after, again))


@command("meeting cancel", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER, sure=True)
class Cancel(Command):
    """Call a meeting off for good, and take it out of everybody's calendar."""

    meeting: MeetingId
    """Which meeting."""

    reason: Text
    """Why? Everybody invited reads it, so name no person."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        after = meeting.cancel(self.reason)
        if not call.confirmed:
            line = f"meeting cancel {meeting.id} now=yes {self.reason}"
            raise Confirm(Said("meeting.cancel_sure", meeting=meeting.id), line)
        return recalled(call, store, meeting, after, _off("cancelled", meeting, after))


def _off(how: str, before: Meeting, after: Meeting, *buttons: Button) -> Page:
    """What is off, and when it was to be: whoever has it in the calendar looks for the day."""
    about, why = words.title(after), Said("meeting.reason", reason=after.reason)
    said = Said(f"meeting.{how}", title=about)
    if before.start is not None and before.invited:
        said = Said(f"meeting.{how}_from", title=about, start=before.start)
    return Page(said, (why,), buttons)


def recalled(call: Call, store: Store, before: Meeting, after: Meeting, page: Page) -> Outcome:
    """The date is off: rooms and people are told, calendars let it go, nobody is reminded."""
    store.meetings.save(after)
    everybody = told.everybody(store, after, call.now)
    files: tuple[Invitation, ...] = ()
    if before.start is not None and before.invited:
        files = (told.entry(store, after, before.start, call.now, Method.CANCEL),)
    said = Page(page.title, page.lines)
    if call.person.id in everybody:  # who is told anyway is not told by the answer as well
        page = Page(Said("meeting.off_told", n=len(everybody)), (), page.buttons)
    return Outcome(
        page,
        notices=told.off(store, after, said, everybody, files),
        cards=told.cards(store, after),
        closes=told.open_questions(after),
        settles=told.settled(store, after),
        about=after.incident,
    )
