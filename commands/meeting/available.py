"""A party's private answer: which of the offered starts suit it (DR-29)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party as name
from commands.kinds.ids import MeetingId
from commands.kinds.simple import Text
from commands.meeting import asking, told, words
from commands.meeting.see import seen
from commands.meeting.who import answerers, present_as
from commands.outcome import Button, Notice, Outcome, Page
from coordination.meeting.availability import Availability
from coordination.meeting.meeting import Meeting
from coordination.meeting.reply import letter, read_reply
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("meeting available", label=Tlp.GREEN, private=True, anew=True)
class Available(Command):
    """Say which of the offered times suit your party; you may change it until it is convened."""

    meeting: MeetingId
    """Which meeting."""

    answer: Text
    """Which times suit? Such as `A C`, `A yes B if need be`, `all` or `none`."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        party = present_as(store, meeting, call).party
        if party is None:
            raise Refused("mandate", Said("meeting.not_for_you", meeting=meeting.id))
        if not meeting.offered:
            raise Refused("form", Said("meeting.nothing_offered", meeting=meeting.id))
        answers = read_reply(self.answer, len(meeting.offered))
        before = set(words.answered(meeting))
        for start, availability in zip(meeting.offered, answers, strict=True):
            meeting = meeting.answer(party, start, availability)
        store.meetings.save(meeting)
        complete = len(words.answered(meeting)) == len(meeting.invitees.parties)
        news = complete and party not in before
        return Outcome(
            _recorded(meeting, name(party, meeting.group, store), answers),
            notices=_complete(call, store, meeting) if news else (),
            cards=(told.card(store, meeting),),
            closes=_answered_for(store, meeting, party, call),
            about=meeting.incident,
        )


def _recorded(meeting: Meeting, party: Said, answers: tuple[Availability, ...]) -> Page:
    lines = tuple(
        Said(
            "meeting.you_said",
            letter=letter(place),
            start=start,
            availability=Said(f"availability.{answer.value}"),
        )
        for place, (start, answer) in enumerate(zip(meeting.offered, answers, strict=True))
    )
    again = Button(Said("meeting.act.change"), f"meeting available {meeting.id}")
    return Page(Said("meeting.recorded", party=party), lines, (again,))


def _answered_for(store: Store, meeting: Meeting, party: str, call: Call) -> tuple[str, ...]:
    """The asks of everybody of this party: one answer is enough."""
    key = asking.asking_key(meeting)
    persons = answerers(store, meeting, call.now).get(party, ())
    return tuple(f"{key}@{person}" for person in dict.fromkeys((*persons, call.person.id)))


def _complete(call: Call, store: Store, meeting: Meeting) -> tuple[Notice, ...]:
    """Everybody has answered: the chair is told which start suits best."""
    chair = store.directory.chair(call.group.id, call.now)
    if chair is None:
        return ()
    best = words.best_letter(meeting)
    line = f"meeting convene {meeting.id} {best}"
    page = Page(
        Said("meeting.all_answered", meeting=meeting.id),
        tuple(words.standing_lines(meeting)),
        (Button(Said("meeting.act.convene_best", letter=best), line),),
    )
    return told.in_private((chair.person,), page)
