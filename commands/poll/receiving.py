"""A day before a silence ends: who has not confirmed receipt, and who asked for time (DR-08 d)."""

from __future__ import annotations

from commands.call import Call
from commands.incident.see import rooms_of
from commands.incident.words import parties
from commands.outcome import Button, Notice, Outcome, Page
from commands.poll import annexed, silence, silence_words, words
from commands.poll.holding import why
from commands.poll.see import Item, nature_of
from coordination.audience import Cut
from coordination.poll.receipt import without_receipt
from coordination.poll.scrutiny import asking
from coordination.said import Said
from storage.store import Store


def reminded(call: Call, store: Store, found: Item, code: str | None) -> Outcome:
    """Remind one party at its own desk; or tell the chair who is missing, the room how many."""
    poll = found.poll
    reply = silence_words.count(poll)
    if code is not None:
        return Outcome(
            reply,
            asks=silence.asks(found, store, call.now, code, reminder=True),
            notices=silence.last_word(found, store, call.now, code),
            about=found.incident.id,
        )
    open_ = asking(poll) and not poll.extended
    if not without_receipt(poll) and not open_:
        return Outcome(reply, about=found.incident.id)
    return Outcome(reply, notices=_told(call, store, found), about=found.incident.id)


def _told(call: Call, store: Store, found: Item) -> tuple[Notice, ...]:
    poll, label = found.poll, found.incident.label
    closes = words.closes(poll, store)
    rooms = rooms_of(store, found.incident, nature_of(poll), Cut.FULL)
    said = Said("silence.reminder.room", id=poll.id, title=found.response.title)
    room = Page(said, (silence_words.count(poll), closes))
    lines, acts = why(store, found, call), []
    lacking = without_receipt(poll)
    if lacking:
        acts.append(Button(Said("silence.act.receipt"), f"poll receipt {poll.id} {lacking[0]}"))
    if asking(poll) and not poll.extended:
        names = parties(asking(poll), poll.group, store)
        lines.append(Said("silence.asked_by", parties=names))
        acts.append(Button(Said("silence.act.extend"), f"poll extend {poll.id}"))
    title = Said("poll.reminder.chair", id=poll.id, title=found.response.title)
    page = Page(title, (*lines, closes), tuple(acts))
    return (
        Notice(rooms, label, room, found.incident.id),
        *annexed.to_chair(store, found, page, call.now),
    )
