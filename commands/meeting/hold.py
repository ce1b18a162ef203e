"""Holding a meeting: who is there, the quorum, what is concluded, and the record (DR-12)."""

from __future__ import annotations

from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.direct_channel import asked_after, unsaid
from commands.kinds.ids import MeetingId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.meeting import silences, told, words
from commands.meeting.card import conclusions, to_follow
from commands.meeting.propose import CHAIR
from commands.meeting.see import concerned, seen
from commands.meeting.who import parties_of, present_as
from commands.outcome import Button, Outcome, Page
from commands.wanting import Confirm
from coordination.meeting.meeting import Attended, Meeting
from coordination.meeting.stage import LIFECYCLE, Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


class Step(StrEnum):
    """How the record goes on (state-machines, 4.5)."""

    CIRCULATE_MINUTES = "circulate_minutes"
    ADOPT_MINUTES = "adopt_minutes"
    ADOPT_CONCLUSIONS = "adopt_conclusions"
    ARCHIVE = "archive"


def eligible(store: Store, meeting: Meeting) -> tuple[str, ...]:
    """The parties that count for the quorum: those invited, without a State concerned."""
    incident = store.incidents.get(meeting.incident) if meeting.incident else None
    out = set(incident.concerned) if incident else set()
    out |= concerned(store, meeting)
    return tuple(party for party in meeting.invitees.parties if party not in out)


def quorum_line(store: Store, meeting: Meeting, call: Call) -> Said:
    """How many parties are here, and for what that is enough."""
    found = meeting.quorum(eligible(store, meeting), call.group.terms)
    may = "decide" if found.may_decide else "debate" if found.may_debate else "wait"
    return Said(f"meeting.quorum.{may}", present=found.present, n=found.eligible)


def changed(store: Store, meeting: Meeting, page: Page) -> Outcome:
    """An act that only the card shows."""
    store.meetings.save(meeting)
    return Outcome(
        page, cards=(told.card(store, meeting),), about=meeting.incident, shows=meeting.label
    )


@command("meeting attend", label=Tlp.GREEN, back=("meeting attend absent=me",))
class Attend(Command):
    """Say that you are there; whoever chairs may call the roll for all."""

    meeting: MeetingId
    """Which meeting."""

    present: tuple[PartyCode, ...] = ()
    """For the roll call: the parties that are there."""

    absent: tuple[str, ...] = ()
    """Parties or people of whom that is taken back."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        if self.present or self.absent:
            meeting = self._roll(call, store, meeting)
        else:
            if call.person.id not in told.everybody(store, meeting, call.now):
                raise Refused("mandate", Said("meeting.not_invited_you", meeting=meeting.id))
            meeting = meeting.attended(present_as(store, meeting, call))
        quorum = quorum_line(store, meeting, call)
        opened = Button(Said("meeting.act.open"), f"meeting open {meeting.id}")
        may = call.chairs and meeting.stage is Stage.CONVENED
        said = Said("meeting.attendance", meeting=meeting.id)
        return changed(store, meeting, Page(said, (quorum,), (opened,) if may else ()))

    def _roll(self, call: Call, store: Store, meeting: Meeting) -> Meeting:
        call.hat(*CHAIR)
        strange = tuple(p for p in self.present if p not in meeting.invitees.parties)
        if strange:
            raise Refused("form", Said("meeting.party_not_invited", party=strange[0]))
        for party in self.present:
            voter = store.directory.voter(party, meeting.group, call.now)
            meeting = meeting.attended(Attended(voter.person if voter else party, party))
        for who in self.absent:
            meeting = meeting.left(who.upper()).left(who)
        return meeting


@command("meeting open", by=CHAIR, label=Tlp.GREEN, sure=True)
class Open(Command):
    """Open a convened meeting, with enough parties there to debate: usually a third."""

    meeting: MeetingId
    """Which meeting."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        there = eligible(store, meeting)
        try:
            opened = meeting.opened(there, call.group.terms)
        except Refused as no:
            if no.rule != "DR-12":
                raise
            id = meeting.id
            names = ",".join(p.code for p in parties_of(store, meeting))
            ready = (f"meeting attend {id} present={names}", f"meeting close {id}")
            raise Refused(no.rule, no.said, ready) from None
        if not call.confirmed:  # everybody is told, and reminders fall away
            quorum = quorum_line(store, opened, call)
            said = Said("meeting.open_sure", title=words.title(opened), quorum=quorum)
            raise Confirm(said, f"meeting open {opened.id} now=yes")
        lines = (quorum_line(store, opened, call), *silences.announced(call, store, opened))
        store.meetings.save(opened)
        said = Said("meeting.opened", title=words.title(opened))
        noted = Button(Said("meeting.act.conclude"), f"meeting conclude {opened.id}")
        return Outcome(
            Page(said, lines, (noted,)),
            notices=(told.in_rooms(store, opened, Page(said, lines)),),
            cards=(told.card(store, opened),),
            settles=told.settled(store, opened),
            about=opened.incident,
        )


@command(
    "meeting conclude",
    by=CHAIR,
    label=Tlp.GREEN,
    text=Tlp.AMBER,
    back=("meeting conclude corrects=1",),
)
class Conclude(Command):
    """Record a conclusion; each gets a number."""

    meeting: MeetingId
    """Which meeting."""

    corrects: int = 0
    """The number of an earlier conclusion that this one takes the place of."""

    conclusion: Text
    """What was concluded?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        if self.corrects:
            after = meeting.corrected(self.corrects, self.conclusion)
        else:
            after = meeting.concluded(self.conclusion)
        number = self.corrects or len(after.conclusions)
        said = Said("meeting.concluded", number=number, meeting=after.id)
        line = f"meeting conclude {after.id} corrects={number}"
        return changed(store, after, Page(said, (), (Button(Said("meeting.act.correct"), line),)))


@command("meeting close", by=CHAIR, label=Tlp.GREEN, sure=True)
class Close(Command):
    """Close a meeting; one that never had its quorum is adjourned and can be convened again."""

    meeting: MeetingId
    """Which meeting."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        held = meeting.stage is not Stage.CONVENED
        after = meeting.on("draft_minutes") if held else meeting.adjourned()
        if held and not call.confirmed:  # one that is adjourned is convened again, this one is not
            sure = Said("meeting.close_sure", title=words.title(after))
            raise Confirm(sure, f"meeting close {after.id} now=yes")
        store.meetings.save(after)
        said = Said("meeting.closed" if held else "meeting.adjourned", title=words.title(after))
        ready = (
            Button(Said("meeting.act.minutes"), f"meeting minutes {after.id} circulate_minutes"),
            Button(Said("meeting.act.conclude"), f"meeting conclude {after.id}"),
        )
        again = (Button(Said("meeting.act.slots"), f"meeting slots {after.id}"),)
        count = Said("meeting.conclusions", n=len(after.conclusions))
        asked = tuple(asked_after(call, store, after)) if held else ()
        lines = (count, *unsaid(store, after)) if held else ()
        return Outcome(
            Page(said, lines, ready if held else again),
            notices=(told.in_rooms(store, after, Page(said)), *asked),
            cards=(told.card(store, after),),
            closes=told.open_questions(after),
            settles=told.settled(store, after),
            about=after.incident,
        )


@command("meeting minutes", by=CHAIR, label=Tlp.GREEN, sure=True)
class Minutes(Command):
    """Take the record of a closed meeting on: comments, adoption, conclusions, archive."""

    meeting: MeetingId
    """Which meeting."""

    step: Step
    """What happens to the record now?"""

    def ready(self, call: Call, store: Store) -> None:
        meeting = seen(call, store, self.meeting)
        if not {step.value for step in Step} & set(LIFECYCLE.possible(meeting.stage)):
            meeting.on(Step.CIRCULATE_MINUTES.value)

    def handle(self, call: Call, store: Store) -> Outcome:
        after = seen(call, store, self.meeting).on(self.step.value)
        stage = Said(f"stage.meeting.{after.stage.value}")
        if not call.confirmed:  # no step of the record is taken back, and the rooms are told of it
            said = Said("meeting.minutes_sure", title=words.title(after), stage=stage)
            raise Confirm(said, f"meeting minutes {after.id} {self.step.value} now=yes")
        store.meetings.save(after)
        said = Said("meeting.record", title=words.title(after), stage=stage)
        adopted = self.step is Step.ADOPT_CONCLUSIONS
        page = Page(said, conclusions(after), to_follow(after)) if adopted else Page(said)
        return Outcome(
            page,
            notices=(told.in_rooms(store, after, Page(said), page if adopted else None),),
            cards=(told.card(store, after),),
            about=after.incident,
        )
