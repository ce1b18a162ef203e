"""Positions by letter on a text that was amended since: void like every answer to it (DR-26)."""

from __future__ import annotations

from commands.call import Call
from commands.incident.words import party
from commands.outcome import Audience, Notice, Page
from commands.poll.second import seconds
from commands.poll.see import Item
from coordination.poll.letter import Position, waiting
from coordination.poll.record import Poll
from coordination.said import Said
from storage.store import Store


def answered(store: Store, found: Item, code: str) -> Said:
    """It answers the old text; whoever entered it asks its State anew."""
    name = party(code, found.poll.group, store)
    return Said("poll.letter_on_old_text", id=found.poll.id, party=name, at=found.poll.put_at)


def unseen(store: Store, before: Poll) -> tuple[Position, ...]:
    """Those on the text as it was that no second person had confirmed."""
    polls = store.polls
    return waiting(before, polls.positions(before.id), polls.votes(before.id))


def told(call: Call, store: Store, found: Item, void: tuple[Position, ...]) -> tuple[Notice, ...]:
    """To whoever entered them and to those who were to confirm them."""
    return tuple(
        Notice(
            Audience.persons(one.entered_by, *seconds(call, store, found, one.entered_by)),
            found.incident.label,
            Page(answered(store, found, one.party)),
        )
        for one in void
    )


def keys(void: tuple[Position, ...]) -> tuple[str, ...]:
    """What nobody is asked to confirm any more."""
    return tuple(f"position:{one.poll}:{one.party}" for one in void)
