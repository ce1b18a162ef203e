"""A line that was done, and whose message is changed or removed afterwards: the record stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands import post
from commands.call import Call
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.outcome import Button, Page
from commands.post import Words
from commands.publish import private_room
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.receipt import Receipt
from storage.store import Store

EDITED = "edited"
"""What a receipt says that was made because a message became something else; no word is kept."""
REMOVED = "removed"
"""The same where the message was taken away."""
MARKS = (EDITED, REMOVED)


def noted(store: Store, incoming: Incoming, now: datetime) -> int | None:
    """Keep that the message of a line was changed into talk, or removed; else keep nothing.

    It is told to whoever wrote the line, also where somebody else removed the message.
    """
    line = store.receipts.by_event(incoming.platform, incoming.replaces or "")
    if line is None or not (line.outcome is None or _done(store, line.source, line.event_id)):
        return None
    mark = REMOVED if incoming.removed else EDITED
    kept = replace(incoming, account=line.account, text="", answers=None, direct=line.direct)
    return store.receipts.add(kept, now, mark)


def told(store: Store, call: Call, receipt: Receipt, deployment: Deployment) -> Page | None:
    """Say in private that the record is as it was heard, and how to change it."""
    if not _done(store, receipt.source, receipt.replaces):
        return None
    lines = again(store, receipt.source, receipt.replaces)
    ready = tuple(Button(Said("form.line", line=line), line) for line in lines)
    page = Page(Said(f"form.{receipt.rule}_after_done"), (), ready)
    home = private_room(store, call.person.id, Tlp.GREEN, deployment, receipt.source)
    if home is not None:
        post.answer(store, call, home, Words(page, Tlp.GREEN), None)
    return page


def again(store: Store, source: str, event: str | None) -> tuple[str, ...]:
    """The line that changes what was done by a message, where it was an answer in a poll."""
    number = store.receipts.acted_on(source, event or "")
    poll = store.polls.answered_by(number) if number is not None else None
    found = store.polls.look(poll) if poll is not None else None
    return _ready(found) if found is not None else ()


def _ready(poll: Poll) -> tuple[str, ...]:
    """Until closing the answer can be given anew; afterwards the record is corrected (DR-16)."""
    if poll.stage is Stage.OPEN and poll.rule is not Rule.SILENCE:
        return (f"poll vote {poll.id}",)
    return (f"poll correct {poll.id}",) if poll.stage.over else ()


def _done(store: Store, source: str, event: str | None) -> bool:
    return event is not None and store.receipts.acted_on(source, event) is not None
