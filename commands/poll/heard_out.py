"""What a closing waits for: platforms that were away, and letters that nobody confirmed yet."""

from __future__ import annotations

from datetime import timedelta

from commands.call import Call
from commands.poll import away
from commands.poll.see import Item
from commands.speaker import CLOCK
from commands.wanting import NotYet
from coordination.poll.letter import waiting as waiting_letters
from coordination.poll.outage import grace_ends
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

_LOOK_AGAIN = timedelta(hours=1)
"""How soon the clock looks again, should nothing tell it that a letter was seen or has lapsed."""
_AT_FIRST, _AT_LAST = timedelta(milliseconds=250), timedelta(seconds=10)
"""How soon a closing is tried again while a platform is waited for: the longer, the less often."""


def all_heard(call: Call, store: Store, found: Item) -> None:
    """Nothing is closed while a platform that was away may bring what was sent in time (DR-11)."""
    until = grace_ends(found.poll, away.outages(found.poll, store))
    if call.now < until and call.person is CLOCK:
        waited = call.now - found.poll.announced_at
        raise NotYet(until, min(max(waited / 4, _AT_FIRST), _AT_LAST))
    if call.now < until:
        raise Refused("DR-11", Said("poll.not_all_heard", poll=found.poll.id))


def letters_seen(call: Call, store: Store, found: Item) -> None:
    """Nothing is closed over a letter that came in time and waits for its second person (DR-33)."""
    poll, polls = found.poll, store.polls
    unseen = waiting_letters(poll, polls.positions(poll.id), polls.votes(poll.id))
    if unseen and call.person is CLOCK:
        raise NotYet(call.now + _LOOK_AGAIN, _LOOK_AGAIN)
    if unseen:
        states = dict.fromkeys(one.party for one in unseen)
        lines = tuple(f"poll countersign {poll.id} {party}" for party in states)
        raise Refused("DR-33", Said("poll.letter_unseen", poll=poll.id, n=len(unseen)), lines)
