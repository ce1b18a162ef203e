"""What the room and the chair are told shortly before a poll closes."""

from __future__ import annotations

from commands.call import Call
from commands.incident.see import rooms_of
from commands.incident.words import parties
from commands.outcome import Audience, Notice, Page
from commands.poll import words
from commands.poll.holding import credentials
from commands.poll.see import Item, nature_of
from commands.poll.subject import subject
from coordination.audience import Cut
from coordination.poll.count import waiting
from coordination.poll.interest import silenced
from coordination.said import Said
from storage.store import Store


def who_and_how_many(call: Call, store: Store, found: Item) -> tuple[Notice, ...]:
    """Before closing the room hears how many have answered, and the chair who has not (DR-29)."""
    poll, label = found.poll, found.incident.label
    votes = store.polls.votes(poll.id)
    count = words.answered(poll, votes)
    closes = words.closes(poll, store)
    rooms = rooms_of(store, found.incident, nature_of(poll), Cut.FULL)
    what = subject(found, store)
    room = Page(Said("poll.reminder.room", id=poll.id, title=what), (count, closes))
    told = [Notice(rooms, label, room, found.incident.id)]
    chair = store.directory.chair(poll.group, call.now)
    if chair is not None:
        lines = (words.missing(poll, votes, store), *_nobody(call, store, found), closes)
        page = Page(Said("poll.reminder.chair", id=poll.id, title=what), lines)
        told.append(Notice(Audience.persons(chair.person), label, page))
    return tuple(told)


def _nobody(call: Call, store: Store, found: Item) -> tuple[Said, ...]:
    """For whom nobody can answer any more, and what counts in place of it (DR-17, DR-33)."""
    poll = found.poll
    missing = waiting(poll, store.polls.votes(poll.id))
    left = silenced(poll, missing, credentials(store, poll), call.now)
    if not left:
        return ()
    names = parties(left, poll.group, store)
    return (Said("poll.nobody_answers", id=poll.id, party=left[0], parties=names),)
