"""A line that was done, and whose message is changed or removed afterwards: the record stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from commands import post
from commands.bare import bare
from commands.call import Call
from commands.heard import Incoming
from commands.instead import accepted
from commands.line import Line, address, without_text
from commands.onward import MOST
from commands.outcome import Page
from commands.post import Words
from commands.publish import private_room
from commands.setting import Setting
from commands.table import FORMS
from coordination import ids
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.receipt import Kept
from storage.store import Store

EDITED = "edited"
"""What a receipt says that was made because a message became something else; no word is kept."""
REMOVED = "removed"
"""The same where the message was taken away."""
MARKS = (EDITED, REMOVED)
_LAST_COUNTS = frozenset(
    {"meeting available", "incident stance", "incident adoptions", "plan answer", "message answer"}
    | {"timezone", "language", "quiet"}
)
"""Commands that are given anew to change them."""
_CHANGES = {
    "REP": ("incident retract",),
    "INC": ("incident correct", "incident update", "incident show"),
    "RES": ("response amend", "response withdraw", "response show"),
    "POL": ("poll extend", "poll withdraw", "poll show"),
    "MSG": ("message revise", "message unsign", "message withdraw", "message show"),
    "COM": ("commitment extend", "commitment withdraw", "commitment show"),
    "MTG": ("meeting postpone", "meeting cancel", "meeting show"),
    "PLA": ("plan revise", "plan end", "plan show"),
    "ACT": ("action describe", "action end", "action withdraw"),
}
"""What changes a thing, takes it back or at least shows it, by the beginning of its id."""


def noted(store: Store, incoming: Incoming, now: datetime) -> Kept | None:
    """Keep that the message of a line was changed into talk, or removed; else keep nothing.

    It is told to whoever wrote the line, also where somebody else removed the message.
    """
    line = store.receipts.by_event(incoming.platform, incoming.replaces or "")
    if line is None or not (line.outcome is None or _done(store, line.source, line.event_id)):
        return None
    mark = REMOVED if incoming.removed else EDITED
    kept = incoming._replace(account=line.account, text="", answers=None, direct=line.direct)
    return store.receipts.add(kept, now, mark)


def did(line: str, made: Mapping[str, str]) -> str | None:
    """The command of a line that was done, its hat, what it made and what it named: ids alone."""
    form = address(Line(line), FORMS)
    if form is None:
        return None
    words = Line(without_text(line, form)).words()
    hat = [word for word in words if word.lower().startswith("as=")]
    named = dict.fromkeys((*made.values(), *filter(None, map(ids.read, words))))
    return " ".join((form.words, *hat, *named))


def told(here: Setting, call: Call) -> Page | None:
    """Say in private that the record is as it was heard, and how to change it."""
    store, receipt = here.store, here.receipt
    if not _done(store, receipt.source, receipt.replaces):
        return None
    lines = again(store, receipt.source, receipt.replaces)
    lines = tuple(islice((line for line in lines if accepted(line, here)), MOST))
    ready = tuple(map(bare, lines))
    page = Page(Said(f"form.{receipt.rule}_after_done"), (), ready)
    home = private_room(store, call.person.id, Tlp.GREEN, here.deployment, receipt.source)
    if home is not None:
        post.answer(store, call, home, Words(page, Tlp.GREEN), None)
    return page


def again(store: Store, source: str, event: str | None) -> tuple[str, ...]:
    """The lines that may change what was done by a message, the nearest first."""
    number = store.receipts.acted_on(source, event or "")
    if number is None:
        return ()
    poll = store.polls.answered_by(number)
    found = store.polls.look(poll) if poll is not None else None
    return _ready(found) if found is not None else _ways_back(store.receipts.did(number) or "")


def _ways_back(done: str) -> tuple[str, ...]:
    """The same again where the last answer counts, else what changes, ends or shows the things."""
    cursor = Line(done)
    form = address(cursor, FORMS)
    if form is None:
        return ()
    rest = cursor.words()
    hat = [word for word in rest if word.startswith("as=")]
    named = [word for word in rest if word not in hat]
    same = [form.words] if form.words in _LAST_COUNTS else []
    about = [(words, id) for id in named for words in _CHANGES.get(id[:3], ())]
    lines = [" ".join((words, *hat, *named[:1])) for words in same]
    return (*lines, *(" ".join((words, *hat, id)) for words, id in about))


def _ready(poll: Poll) -> tuple[str, ...]:
    """Until closing the answer can be given anew; afterwards the record is corrected (DR-16)."""
    if poll.stage is Stage.OPEN and poll.rule is not Rule.SILENCE:
        return (f"poll vote {poll.id}",)
    return (f"poll correct {poll.id}",) if poll.stage.over else ()


def _done(store: Store, source: str, event: str | None) -> bool:
    return event is not None and store.receipts.acted_on(source, event) is not None
