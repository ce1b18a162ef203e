"""Falling back from a silence that cannot reach a State to the rule chosen before it (DR-34)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.cleared import keys as at_home
from commands.declare import Command, command
from commands.incident.words import plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Note
from commands.line import packed
from commands.outcome import Outcome, Page
from commands.poll import annexed, ballot, clock, holding, silence, substance, words
from commands.poll.card import its_card
from commands.poll.closing import closing, noting
from commands.poll.open import CHAIR, announced
from commands.poll.result import consent_key
from commands.poll.see import Item, seen
from commands.wanting import Confirm
from coordination.instants import Deadline, read_deadline
from coordination.poll.falling_back import still_needed, taken_over
from coordination.poll.holding import fallen_back, may_fall_back, unheard
from coordination.poll.opening import opened
from coordination.poll.period import vote_long_enough
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "poll fall_back", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, asks=("closes",), sure=True
)
class FallBack(Command):
    """End a silence that cannot reach a State, and put its text by the rule chosen beforehand."""

    poll: PollId
    """Which poll?"""

    closes: Deadline = read_deadline("5wd")
    """Until when is it put by that rule? Such as 5wd: five working days in every capital."""

    exhausted: Note = Note("")
    """For a vote on substance: how was consensus sought in vain?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        may_fall_back(found.poll)
        hats = holding.credentials(store, found.poll)
        still_needed(found.poll, unheard(found.poll, hats, call.now))
        draft = self._draft(call, store, found.poll)
        draft = substance.allowed(call, store, draft, self.exhausted)
        after = opened(draft, call.group, store.directory.credentials_of(call.group.id, call.now))
        with plainly(after.group, store):
            calendars = clock.calendars(after, store)
            more = f" exhausted={packed(self.exhausted)}" if self.exhausted else ""
            line = f"poll fall_back {self.poll}{more}"
            vote_long_enough(after, calendars, call.group.terms, line)
        if not call.confirmed:  # the silence is over for good
            line += f" closes={self.closes} now=yes"
            rule = Said(f"rule.{after.rule.value}")
            raise Confirm(Said("poll.fall_back_sure", id=self.poll, rule=rule), line)
        old = replace(found, poll=fallen_back(found.poll, after.id, call.now))
        store.polls.save(old.poll)
        store.polls.add(after)
        moved = closing(call, self.closes, call.now, clock.calendars(found.poll, store))
        made = _told(call, store, old, replace(found, poll=after))
        return noting(made, moved.said(after.group, store))

    def _draft(self, call: Call, store: Store, poll: Poll) -> Poll:
        calendars = clock.calendars(poll, store)
        closes = closing(call, self.closes, call.now, calendars).at
        draft = replace(
            poll,
            id=fresh("POL"),
            rule=may_fall_back(poll),
            stage=Stage.DRAFT,
            opened_at=call.now,
            closes_at=closes,
            previous=poll.id,
            extended=False,
            fallback=None,
            annexes=(),
        )
        return taken_over(draft, poll)


def _told(call: Call, store: Store, old: Item, new: Item) -> Outcome:
    """The old poll is over, the new one is open; both are told in one breath."""
    made = announced(call, store, new)
    title = Said("silence.fell_back", old=old.poll.id, new=new.poll.id)
    lines = (words.ruled(new, store), words.closes(new.poll, store))
    told = annexed.told(store, new, Page(title, lines))
    keys = (*ballot.keys(old), *silence.keys(old.poll), f"words:{old.poll.id}")
    keys += (consent_key(old.poll),)
    keys += at_home(old.poll.id, old.poll.eligible)
    return replace(
        made,
        reply=Page(title, lines),
        notices=(*made.notices, told),
        cards=(*made.cards, its_card(store, old)),
        closes=(*made.closes, *keys),
        settles=(*made.settles, *clock.settled(old.poll, store)),
    )
