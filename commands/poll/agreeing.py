"""What the group agrees on around a poll, each a procedural question by consensus.

Annulling a decision (4.2), showing its roll-call to everybody (DR-29), letting the State concerned
vote (DR-22).
"""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.kinds.ids import PollId, ResponseId
from commands.kinds.simple import Text
from commands.outcome import Outcome, Page
from commands.poll import annexed, clock, procedural, void
from commands.poll.open import CHAIR, kept_apart
from commands.poll.see import Item, seen
from commands.response.course import no_open_poll
from commands.response.see import seen as response_seen
from coordination.hats import reason_given
from coordination.instants import Deadline, read_deadline
from coordination.poll.question import Question
from coordination.refused import Refused
from coordination.response.stage import LIFECYCLE as RESPONSES
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll annul", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, back=("poll withdraw",))
class Annul(Command):
    """Put to the group that a decision is void because of an error: by consensus only.

    The record stays. The text is undecided again, and its next poll gets the id of the successor.
    """

    poll: PollId
    """Which poll?"""

    closes: Deadline = read_deadline("2wd")
    """Until when? Else for two working days in every capital."""

    text: Text
    """What was the error?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        void.may_be_put(store, found)
        reason = reason_given(self.text, "stage.act.poll.annul")
        made = _put(call, store, found, Question.ANNUL, self.closes)
        page = Page(Said("poll.annul.put", id=self.poll), (Said("poll.reason", text=reason),))
        return replace(made, notices=(*made.notices, annexed.told(store, found, page)))


@command("poll reveal", by=CHAIR, label=Tlp.GREEN, back=("poll withdraw",))
class Reveal(Command):
    """Put to those who decide that everybody may see how each answered: by consensus only."""

    poll: PollId
    """Which poll?"""

    closes: Deadline = read_deadline("1wd")
    """Until when? Else for one working day in every capital."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        if found.poll.roll_call_for_all:
            raise Refused("DR-29", Said("poll.roll_call.agreed", poll=self.poll))
        return _put(call, store, found, Question.ROLL_CALL, self.closes)


@command("poll include", by=CHAIR, label=Tlp.GREEN, back=("poll withdraw",))
class Include(Command):
    """Put to the others that the State concerned votes on a measure addressed to it.

    It is decided by consensus of the others, before the poll on the measure opens.
    """

    response: ResponseId
    """On which response?"""

    closes: Deadline = read_deadline("2wd")
    """Until when? Else for two working days in every capital."""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = response_seen(call, store, self.response)
        RESPONSES.after("adopt", about.response.stage)
        no_open_poll(store, about.response)
        apart = kept_apart(call, store, about)
        states = [one.party for one in apart if one.reason == "DR-22"]
        if not states:
            raise Refused("DR-22", Said("poll.include.nobody", id=self.response))
        calendars = clock.of_group(call.group, store, {one.party for one in apart}, call.now)
        closes = self.closes.after(call.now, calendars, call.group.terms.anchor_zone)
        state = about.response.addressed_to or states[0]
        what = procedural.Put(Question.CONCERNED_VOTES, self.response, state, apart)
        return procedural.put(call, store, about.response, about.incident, what, closes)


def _put(call: Call, store: Store, found: Item, question: Question, until: Deadline) -> Outcome:
    """The question to those who decide, or decided, on the poll itself."""
    calendars = clock.calendars(found.poll, store)
    closes = until.after(call.now, calendars, call.group.terms.anchor_zone)
    what = procedural.Put(question, found.poll.id, None, found.poll.excluded)
    return procedural.put(call, store, found.response, found.incident, what, closes)
