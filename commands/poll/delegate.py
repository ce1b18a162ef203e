"""Leaving a vote to the alternate, and taking it back (DR-18)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.outcome import Outcome, Page
from commands.poll import annexed, silence
from commands.poll.see import Item, people_of, seen
from coordination.instants import Deadline
from coordination.parties import Role
from coordination.poll.annex import Annex
from coordination.poll.delegation import absent, delegated, recalled
from coordination.poll.stage import LIFECYCLE
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll delegate", by=Role.VOTER, label=Tlp.GREEN)
class Delegate(Command):
    """Leave your vote to your alternate while you are absent; your own later answer prevails."""

    poll: PollId
    """Which poll?"""

    until: Deadline | None = None
    """Until when? Else until the poll closes."""

    back: bool = False
    """Do you take it back?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        LIFECYCLE.after("vote", found.poll.stage)
        hat = call.hat(Role.VOTER)
        with plainly(found.poll.group, store):
            if self.back:
                made = recalled(found.poll, hat, call.now, call.seq)
                return _taken_back(store, annexed.keep(store, found, made), made)
            zone = call.group.terms.anchor_zone
            until = self.until.after(call.now, {}, zone) if self.until else None
            made = delegated(found.poll, hat, call.now, call.seq, until)
        return _left(store, annexed.keep(store, found, made), made)


@command(
    "poll absent",
    by=(Role.SECRETARIAT, Role.CHAIR, Role.COORDINATOR),
    label=Tlp.GREEN,
    text=Tlp.AMBER,
)
class Absent(Command):
    """Mark a State's voter as absent, on its authority's word: its alternate may answer."""

    poll: PollId
    """Which poll?"""

    party: PartyCode
    """Whose voter?"""

    text: Text
    """On whose word? The reference of the note, letter, e-mail or call."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        with plainly(found.poll.group, store):
            made = absent(found.poll, self.party, call.person.id, call.now, call.seq, self.text)
        return _left(store, annexed.keep(store, found, made), made)


def _left(store: Store, found: Item, made: Annex) -> Outcome:
    """The alternate gets the ballot; the party's people are told, and nobody else is."""
    poll = found.poll
    name = party(made.party, poll.group, store)
    until = made.until or poll.closes_at
    said = Said("poll.delegated", id=poll.id, party=name, until=until)
    lines = (Said("poll.reason", text=made.text),) if made.text else ()
    asks = silence.questions(found, store, made.at, made.party)
    done = annexed.outcome(store, found, Page(said, lines))
    return Outcome(
        done.reply,
        cards=done.cards,
        asks=tuple(one for one in asks if one.person != made.person),
        shows=done.shows,
        about=done.about,
    )


def _taken_back(store: Store, found: Item, made: Annex) -> Outcome:
    poll = found.poll
    name = party(made.party, poll.group, store)
    done = annexed.outcome(store, found, Said("poll.recalled", id=poll.id, party=name))
    others = [p for p in people_of(store, found, made.party, made.at) if p != made.person]
    asked = silence.asked_of(poll.id, made.party)
    keys = tuple(f"{key}@{person}" for key in asked for person in others)
    return Outcome(done.reply, cards=done.cards, closes=keys, shows=done.shows, about=done.about)
