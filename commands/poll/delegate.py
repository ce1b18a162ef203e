"""Leaving a vote to the alternate, and taking it back (DR-18)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.outcome import Button, Outcome, Page
from commands.poll import annexed, silence
from commands.poll.holding import credentials
from commands.poll.see import Item, people_of, seen
from commands.wanting import Wanting
from coordination.instants import Deadline
from coordination.parties import Role
from coordination.poll.annex import Annex
from coordination.poll.delegation import absent, delegated, deputies, recalled, returned
from coordination.poll.interest import left_to_somebody
from coordination.poll.stage import LIFECYCLE
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll delegate", by=Role.VOTER, label=Tlp.GREEN, back=("poll vote",))
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
            left_to_somebody(found.poll, made.party, credentials(store, found.poll), call.now)
        return _left(store, annexed.keep(store, found, made), made)


@command(
    "poll absent",
    by=(Role.SECRETARIAT, Role.CHAIR, Role.COORDINATOR),
    label=Tlp.GREEN,
    text=Tlp.AMBER,
    back=("poll absent back=yes",),
)
class Absent(Command):
    """Mark a State's voter as absent, on its authority's word: its alternate may answer.

    It can be taken back; what the alternate has answered by then counts until the voter answers.
    """

    poll: PollId
    """Which poll?"""

    party: PartyCode
    """Whose voter?"""

    back: bool = False
    """Is the voter there after all?"""

    text: Text = Text("")
    """On whose word? The reference of the note, letter, e-mail or call."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        poll, who = found.poll, call.person.id
        with plainly(poll.group, store):
            if self.back:
                made = returned(poll, self.party, who, call.now, call.seq, self.text)
                return _there_again(store, annexed.keep(store, found, made), made)
            if not self.text:
                absent(poll, self.party, who, call.now, call.seq, "-")
                left_to_somebody(poll, self.party, credentials(store, poll), call.now)
                raise Wanting("DR-18", "text", Said("poll.left.no_reference"))
            made = absent(poll, self.party, who, call.now, call.seq, self.text)
            left_to_somebody(poll, made.party, credentials(store, poll), call.now)
        line = f"poll absent {poll.id} {self.party} back=yes"
        back = Button(Said("poll.act.there_after_all"), line)
        return _left(store, annexed.keep(store, found, made), made, back)


def _left(store: Store, found: Item, made: Annex, *ways: Button) -> Outcome:
    """The alternate gets the ballot; the party's people are told, and nobody else is."""
    poll = found.poll
    name = party(made.party, poll.group, store)
    until = made.until or poll.closes_at
    said = Said("poll.delegated", id=poll.id, party=name, until=until)
    lines = (Said("poll.reason", text=made.text),) if made.text else ()
    asks = silence.questions(found, store, made.at, made.party)
    done = annexed.outcome(store, found, Page(said, lines, ways))
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


def _there_again(store: Store, found: Item, made: Annex) -> Outcome:
    """The alternate is asked no more; the voter is asked again where the alternate has answered."""
    poll, theirs = found.poll, silence.questions(found, store, made.at, made.party)
    done = _taken_back(store, found, made)
    there = {one.person for one in theirs}
    closes = tuple(key for key in done.closes if key.partition("@")[2] not in there)
    votes = [one for one in store.polls.votes(poll.id) if one.party == made.party]
    heads = {id for code, id in poll.voices if code == made.party} - deputies(poll)
    if votes and votes[-1].credential in heads:
        theirs = ()
    asks = tuple(one for one in theirs if store.asks.get(one.key, one.person) is None)
    return replace(done, closes=closes, asks=asks)
