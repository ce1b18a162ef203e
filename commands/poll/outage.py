"""More time where a platform was away: the clock extends, the group is told (DR-11)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import rooms_of
from commands.incident.words import parties
from commands.kinds.ids import PollId
from commands.outcome import Notice, Outcome, Page
from commands.poll import away, clock, words
from commands.poll.card import its_card
from commands.poll.see import Item, nature_of, seen
from commands.poll.subject import subject
from coordination.audience import Cut
from coordination.parties import Role
from coordination.poll.course import extend
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.contact import Extension
from storage.store import Store


@command("poll outage", by=Role.CLOCK, label=Tlp.GREEN)
class Outage(Command):
    """Give more time to answer, because a platform was away (DR-11)."""

    poll: PollId
    """Which poll."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        owed = away.owed(found.poll, store, call.by_now)
        if owed is None:
            raise Refused("DR-11", Said("poll.no_outage", poll=self.poll))
        return extended(call, store, found, owed)


def extended(call: Call, store: Store, found: Item, owed: Extension) -> Outcome:
    """Move the closing, record what for, and tell everybody who may know of the poll."""
    poll = extend(found.poll, owed.until, call.now, by_clock=True)
    store.polls.save(poll)
    store.contacts.extended(owed)
    after = replace(found, poll=poll)
    using = away.users(poll, store).get(owed.platform, ())
    name = Said(f"poll.platform.{owed.platform}")
    put = subject(found, store)
    title = Said("poll.outage.extended", id=poll.id, title=put, platform=name)
    lines = (
        words.closes(poll, store),
        words.outage(owed),
        Said("poll.outage.affected", parties=parties(using, poll.group, store)),
    )
    page = Page(title, lines)
    rooms = rooms_of(store, found.incident, nature_of(poll), Cut.FULL)
    return Outcome(
        page,
        notices=(Notice(rooms, found.incident.label, page, found.incident.id),),
        cards=(its_card(store, after),),
        deadlines=clock.deadlines(poll, call.group, store, call.now),
        shows=found.incident.label,
        about=found.incident.id,
    )
