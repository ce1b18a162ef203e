"""A scrutiny reservation: a State asks for time under silence, which breaks nothing (DR-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Text
from commands.outcome import Button, Notice, Outcome, Page
from commands.poll import annexed, silence, silence_words
from commands.poll.card import its_card
from commands.poll.giving import earlier
from commands.poll.holding import admit
from commands.poll.see import Item, hat_of, seen, voiced
from commands.poll.silence_page import acts
from commands.poll.subject import subject
from coordination.audience import Cut
from coordination.poll.annex import Annex
from coordination.poll.receipt import received, without_receipt
from coordination.poll.scrutiny import takes_time, time_asked
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll reserve", label=Tlp.GREEN, text=Tlp.AMBER_STRICT)
class Reserve(Command):
    """Ask for time on a text under silence, while your capital looks at it: this breaks nothing.

    The chair may extend once. If that is not enough, only an objection stops the text.
    """

    poll: PollId
    """Which poll?"""

    text: Text = Text("")
    """What does your capital look at, and until when would it like to?"""

    def ready(self, call: Call, store: Store) -> None:
        voiced(call, store, self.poll)
        takes_time(seen(call, store, self.poll, Cut.OUTCOME).poll)

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        in_full(call, found.incident.label, f"poll reserve {self.poll}")
        return asked(call, store, found, self.text)


def asked(call: Call, store: Store, found: Item, text: str) -> Outcome:
    """Keep a request for time; whoever asks for it has received the text."""
    found = admit(call, store, found)
    hat, poll = hat_of(call), found.poll
    with plainly(poll.group, store):
        made = time_asked(poll, hat, call.now, call.seq, text)
        kept = [made]
        if made.party in without_receipt(poll):
            votes = earlier(store, poll, hat)
            kept.append(received(poll, hat, call.now, call.seq, call.room.platform, votes))
    return _told(store, annexed.keep(store, found, *kept), made)


def _told(store: Store, found: Item, made: Annex) -> Outcome:
    poll = found.poll
    key = "silence.time_recorded_last" if poll.extended else "silence.time_recorded"
    title = Said(key, party=party(made.party, poll.group, store), id=poll.id)
    until = Said("silence.object_by", at=poll.closes_at)
    said = silence_words.beside(made, poll, store)
    asked = Said("silence.time_in_room", id=poll.id, title=subject(found, store))
    room = Page(asked, (said, Said("silence.breaks_nothing")))
    return Outcome(
        Page(title, (until,), acts(found)),
        notices=(annexed.told(store, found, room), *_to_chair(store, found, said, made.at)),
        cards=(its_card(store, found),),
        closes=(silence.key(poll.id, made.party),),
        shows=Tlp.GREEN,
        about=found.incident.id,
    )


def _to_chair(store: Store, found: Item, said: Said, at: datetime) -> tuple[Notice, ...]:
    poll = found.poll
    if poll.extended:
        lines = (said, Said("poll.extended_once", poll=poll.id, closes=poll.closes_at))
        ready: tuple[Button, ...] = ()
    else:
        lines = (said, Said("silence.may_extend", at=poll.closes_at))
        ready = (Button(Said("silence.act.extend"), f"poll extend {poll.id}"),)
    page = Page(Said("silence.time_to_chair", id=poll.id, title=found.response.title), lines, ready)
    told = annexed.to_chair(store, found, page, at)
    return tuple(replace(one, thread=None) for one in told)
