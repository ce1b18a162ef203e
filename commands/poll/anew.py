"""A poll whose text is amended goes on: asked anew, with its whole time (DR-26)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commands.call import Call
from commands.cleared import keys, voided
from commands.outcome import Outcome
from commands.poll import annexed, at_home, ballot, clock, old_text
from commands.poll.card import its_card
from commands.poll.see import Item
from commands.response.course import dates_stand, must_stand
from commands.response.see import Seen
from commands.response.wording import nobody_named
from coordination.poll.course import amend, amendment
from coordination.poll.record import Poll
from coordination.poll.stage import Stage as PollStage
from coordination.response.text import mark
from storage.store import Store


@dataclass(frozen=True)
class Anew:
    """A poll that goes on with a new text, as it was and as it is now."""

    before: Poll
    item: Item


def put_anew(call: Call, store: Store, found: Seen) -> Anew | None:
    """The poll on the old text, if one is open or announced, goes on with the new one."""
    polls = store.polls.on(found.response.id)
    poll = next((p for p in polls if p.stage in (PollStage.ANNOUNCED, PollStage.OPEN)), None)
    if poll is None:
        return None
    newer = amend(poll, mark(found.response), call.now, clock.calendars(poll, store))
    must_stand(found.response, found.incident)
    nobody_named(found.response, store)
    dates_stand(call, found.response, newer.closes_at)
    store.polls.save(newer)
    item = Item(newer, found.incident, lambda: found.response)
    made = amendment(poll, poll.sponsor, call.person.id, call.now, call.seq)
    return Anew(poll, annexed.keep(store, item, made))


def asked_anew(call: Call, store: Store, again: Anew, made: Outcome) -> Outcome:
    """Every voter is asked again, and what was cleared of the old text is void."""
    poll, item = again.item.poll, again.item
    mark, label = again.before.fingerprint, item.incident.label
    letters = old_text.unseen(store, again.before)
    return replace(
        made,
        asks=(*made.asks, *ballot.asks(item, store, call.now)),
        cards=(*made.cards, its_card(store, item)),
        notices=(
            *made.notices,
            *voided(store, (poll.group, poll.id), mark, label, call.now),
            *old_text.told(call, store, item, letters),
        ),
        closes=(*made.closes, *keys(poll.id, poll.eligible), *old_text.keys(letters)),
        deadlines=(
            *made.deadlines,
            *clock.deadlines(poll, call.group, store, call.now),
            *at_home.asked(poll, store, call.now),
        ),
    )
