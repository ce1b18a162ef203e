"""Placing a text under silence: agreed by the terms, at a meeting, or after notice (DR-08 a)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import rooms_of
from commands.incident.words import parties, party, plainly
from commands.kinds.ids import MeetingId, PollId
from commands.meeting.hold import eligible
from commands.meeting.see import seen as seen_meeting
from commands.outcome import Button, Notice, Outcome, Page
from commands.poll import (
    annexed,
    at_home,
    clock,
    result,
    silence,
    silence_words,
    words,
)
from commands.poll.card import announced, its_card
from commands.poll.expiry import explained
from commands.poll.see import Item, hat_of, seen
from commands.response.card import cards as response_cards
from coordination.audience import Cut
from coordination.calendar import WorkCalendar, earliest_silence_expiry
from coordination.parties import Role
from coordination.poll.annex import AnnexKind
from coordination.poll.holding import admitted
from coordination.poll.placing import Agreed, begun, contested, named_in, notice_ends, placed
from coordination.poll.rule import Rule
from coordination.poll.silence import whole_minute
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.response.text import mark
from coordination.said import Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store

CHAIR = (Role.CHAIR, Role.COORDINATOR)
_NOT_HELD = (
    "proposed",
    "availability",
    "convened",
    "postponed",
    "cancelled",
    "adjourned_no_quorum",
)


@dataclass(frozen=True)
class Placing:
    """By what a text is placed under silence, and from when on it is."""

    agreed: Agreed
    opens: datetime
    meeting: str = ""


def placing(
    call: Call,
    store: Store,
    calendars: Mapping[str, WorkCalendar],
    meeting: str,
    *,
    notice: bool,
) -> Placing:
    """What the chair has named, or what the terms of reference say; raises `Refused`."""
    if meeting:
        agreed_at(call, store, meeting)
        return Placing(Agreed.MEETING, call.now, meeting)
    if call.group.terms.silence_agreed and not notice:
        return Placing(Agreed.TERMS, call.now)
    reached = notice_ends(calendars, call.now, call.group.terms.notice_working_hours)
    return Placing(Agreed.NOTICE, whole_minute(reached.instant))


def agreed_at(call: Call, store: Store, id: str) -> None:
    """Raises `Refused` unless a meeting with a quorum to decide has recorded conclusions."""
    meeting = seen_meeting(call, store, id)
    show = f"meeting show {id}"
    if meeting.stage.value in _NOT_HELD:
        raise Refused("DR-08", Said("silence.meeting_not_held", meeting=id), (show,))
    if not meeting.quorum(eligible(store, meeting), call.group.terms).may_decide:
        raise Refused("DR-12", Said("silence.meeting_without_quorum", meeting=id), (show,))
    if not meeting.conclusions:
        said = Said("silence.meeting_says_nothing", meeting=id)
        raise Refused("DR-08", said, (f"meeting conclude {id}",))


def _names(call: Call, store: Store, id: str, found: Item) -> None:
    """Raises `Refused` unless one of those conclusions is on this text (DR-08 a)."""
    response = found.response
    text = short(mark(response)) if response.version > 1 else ""
    conclusions = seen_meeting(call, store, id).conclusions
    if named_in(conclusions, response.id, response.title, text):
        return
    line = " ".join(filter(None, (f"meeting conclude {id} {response.id}", text)))
    said = Said("silence.meeting_names_another", meeting=id, id=response.id)
    if text:
        said = Said("silence.meeting_names_older", meeting=id, id=response.id, text=text)
    raise Refused("DR-08", said, (line,))


def put(call: Call, store: Store, found: Item, way: Placing) -> Outcome:
    """Keep a text that is placed under silence, or announced to be, and tell it."""
    if way.meeting:
        _names(call, store, way.meeting, found)
    poll = placed(found.poll, way.agreed, call.now, call.seq, way.meeting)
    store.polls.add(replace(poll, annexes=()))
    for one in poll.annexes:
        store.polls.annex(one, poll.group)
    after = replace(found, poll=poll)
    made = Outcome(
        _reply(call, after, store),
        cards=(*response_cards(store, found.incident, found.response), its_card(store, after)),
        made={"poll": poll.id},
        deadlines=(
            *clock.deadlines(poll, call.group, store),
            *at_home.asked(poll, store, call.now),
        ),
        shows=found.incident.label,
        about=found.incident.id,
    )
    if poll.stage is Stage.ANNOUNCED:
        return replace(
            made, notices=(*announced(store, after), *silence.announced(after, store, call.now))
        )
    return replace(made, asks=silence.asks(after, store, call.now))


def _reply(call: Call, found: Item, store: Store) -> Page:
    """What the chair sees: who is asked, until when, why not earlier, and who has no voter."""
    poll = found.poll
    lines = [words.ruled(found, store), silence_words.placed(poll)]
    if poll.stage is Stage.ANNOUNCED:
        lines.append(Said("silence.placing.opens", at=poll.opened_at))
    lines += [words.closes(poll, store), explained(store, poll, call.group.terms)]
    lines += silence_words.fallback(poll)
    if poll.concerned:
        apart = parties(poll.concerned, poll.group, store)
        lines.append(Said("poll.apart", parties=apart))
    if poll.unrepresented:
        absent = parties(poll.unrepresented, poll.group, store)
        lines.append(Said("silence.no_voter", parties=absent))
    key = "silence.announced" if poll.stage is Stage.ANNOUNCED else "poll.opened_silence"
    title = Said(key, id=poll.id, n=len(poll.eligible))
    return Page(title, tuple(lines), (Button(Said("poll.act.show"), f"poll show {poll.id}"),))


@command("poll begin", by=(*CHAIR, Role.CLOCK), label=Tlp.GREEN)
class Begin(Command):
    """Place an announced text under silence: when its notice has run, or as a meeting agreed."""

    poll: PollId
    """Which poll?"""

    meeting: MeetingId = MeetingId("")
    """At which meeting was it agreed, if the notice still runs?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        if self.meeting:
            agreed_at(call, store, self.meeting)
            _names(call, store, self.meeting, found)
            found = _replaced(call, store, found, self.meeting)
        calendars, terms = clock.calendars(found.poll, store), call.group.terms
        least = earliest_silence_expiry(
            calendars, call.now, terms.silence_hours, terms.silence_working_days
        )
        poll = begun(found.poll, call.now, whole_minute(least.instant))
        store.polls.save(poll)
        now = store.directory.credentials_of(poll.group, call.now)
        place = call.seq or len(poll.annexes)
        fresh = admitted(poll, now, call.now, place)
        after = annexed.keep(store, replace(found, poll=poll), *fresh)
        return _begun(call, store, after)


def _replaced(call: Call, store: Store, found: Item, meeting: str) -> Item:
    """The poll with the agreement of a meeting in the place of its notice."""
    poll = found.poll
    note = next(one for one in poll.annexes if one.kind is AnnexKind.PLACED)
    later = replace(note, seq=call.seq, at=call.now, other=meeting, until=call.now)
    return annexed.keep(store, found, later)


def _begun(call: Call, store: Store, found: Item) -> Outcome:
    poll = found.poll
    title = Said("poll.opened_silence", id=poll.id, n=len(poll.eligible))
    page = Page(title, (words.closes(poll, store), explained(store, poll, call.group.terms)))
    rooms = rooms_of(store, found.incident, least=Cut.FULL)
    told = Page(title, (words.closes(poll, store), Said("poll.card.break")))
    return Outcome(
        page,
        notices=(Notice(rooms, found.incident.label, told, found.incident.id),),
        asks=silence.asks(found, store, call.now),
        cards=(its_card(store, found),),
        settles=(f"poll begin {poll.id}",),
        deadlines=(
            *clock.deadlines(poll, call.group, store),
            *at_home.asked(poll, store, call.now),
        ),
        shows=found.incident.label,
        about=found.incident.id,
    )


def contest(call: Call, store: Store, found: Item, text: str) -> Outcome | None:
    """A State does not agree to silence while it is announced: the text is not placed under it."""
    if found.poll.rule is not Rule.SILENCE or found.poll.stage is not Stage.ANNOUNCED:
        return None
    with plainly(found.poll.group, store):
        poll = contested(found.poll, hat_of(call), call.now, call.seq, text)
    store.polls.annex(poll.annexes[-1], poll.group)
    after = replace(found, poll=poll)
    name = party(poll.annexes[-1].party, poll.group, store)
    reply = Said("silence.contest_stands", id=poll.id, party=name)
    return replace(result.withdrawn(store, after), reply=reply)


def default_fallback(rule: Rule | None, usual: Rule) -> Rule:
    """The rule for a silence that cannot reach a State: the one named, or the group's usual one."""
    chosen = rule or usual
    return Rule.CONSENSUS_OF_OTHERS if chosen is Rule.SILENCE else chosen
