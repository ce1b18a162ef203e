"""“Any objection?” at a meeting: a wait, and without one the text is adopted (DR-06)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import rooms_of
from commands.kinds.ids import MeetingId, ResponseId
from commands.meeting.see import seen as seen_meeting
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.poll import clock, words
from commands.poll.card import its_card
from commands.poll.open import CHAIR, Open, may_be_put
from commands.poll.see import Item, nature_of, people_of
from commands.response.card import cards as response_cards
from commands.response.see import seen
from coordination.audience import Cut
from coordination.instants import Deadline
from coordination.meeting.stage import Stage
from coordination.poll.live import asked_live, wait
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll ask", by=CHAIR, label=Tlp.GREEN, back=("poll withdraw",))
class AskMeeting(Command):
    """Ask a meeting “any objection?”: without one the text is adopted when the wait is over."""

    response: ResponseId
    """Which response?"""

    meeting: MeetingId
    """At which meeting?"""

    seconds: int = 0
    """How many seconds are waited, if more than usual?"""

    def ready(self, call: Call, store: Store) -> None:
        may_be_put(call, store, seen(call, store, self.response))

    def handle(self, call: Call, store: Store) -> Outcome:
        about = seen(call, store, self.response)
        may_be_put(call, store, about)
        meeting = seen_meeting(call, store, self.meeting)
        if meeting.stage is not Stage.HELD:
            lines = tuple(f"meeting {verb} {meeting.id}" for verb in ("open", "attend"))
            raise Refused("DR-06", Said("consensus.not_meeting", meeting=meeting.id), lines)
        ends = call.now + timedelta(seconds=wait(self.seconds, call.group.terms))
        rule = Rule.CONSENSUS_OF_OTHERS
        whole = Open(response=self.response, closes=Deadline(at=ends), rule=rule)
        draft = whole.opened(call, store, about)
        present = (one.party for one in meeting.attendance if one.party)
        poll = asked_live(draft, meeting.id, present, call.now, call.seq, call.group.terms)
        poll = replace(poll, grace_seconds=call.group.terms.live_grace_seconds)
        store.polls.add(poll)
        return _asked(call, store, Item(poll, about.incident, lambda: about.response))


def _asked(call: Call, store: Store, found: Item) -> Outcome:
    poll, incident = found.poll, found.incident
    page = _page(found, store)
    rooms = rooms_of(store, incident, nature_of(poll), Cut.FULL)
    told = [person for code in poll.eligible for person in people_of(store, found, code, call.now)]
    voters = tuple(dict.fromkeys(told))
    return Outcome(
        page,
        notices=(
            Notice(rooms, incident.label, page, incident.id, mention=voters),
            Notice(Audience.persons(*voters), incident.label, page),
        ),
        cards=(*response_cards(store, incident, found.response), its_card(store, found)),
        made={"poll": poll.id},
        deadlines=clock.deadlines(poll, call.group, store),
        shows=incident.label,
        about=incident.id,
    )


def _page(found: Item, store: Store) -> Page:
    poll: Poll = found.poll
    lines = (
        words.ruled(found, store),
        Said("consensus.until", at=poll.closes_at),
        Said("consensus.how"),
    )
    acts = (
        Button(Said("poll.act.object"), f"poll object {poll.id}"),
        Button(Said("poll.act.read"), f"response show {poll.response}"),
    )
    title = Said("consensus.ask", id=poll.id, title=found.response.title)
    return Page(title, lines, acts)
