"""Closing a message: nothing more is to follow, or nobody has answered in the time asked for."""

from __future__ import annotations

from datetime import datetime

from commands.calendars import calendars_of
from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party
from commands.joint import seen
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note
from commands.line import packed
from commands.message.fields import CHAIR
from commands.message.said import kept, told
from commands.outcome import Outcome, Page
from commands.response.proposing import spelt
from commands.wanting import Confirm, Wanting
from coordination.calendar import after_working_days
from coordination.message.record import Message
from coordination.message.sending import closed, unanswered
from coordination.message.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_WAITING = (Stage.DISPATCHED, Stage.ACKNOWLEDGED)


@command("message close", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, sure=True)
class Close(Command):
    """Close a message from which nothing more is to follow.

    One that nobody has answered is closed with a reason, once the time for a reply is over; an
    answer that comes later opens it again.
    """

    message: MessageId
    """Which message?"""

    reason: Note = Note("")
    """Where nobody has answered: why is it closed?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        lines: tuple[Said, ...] = ()
        if found.message.stage in _WAITING:
            after = self._unanswered(call, store, found.message)
            why = f" reason={packed(self.reason)}"
            state = party(after.addressee, after.group, store)
            sure = Said("message.close_unanswered_sure", id=after.id, state=state)
            said = Said("message.closed_unanswered", id=after.id, state=state)
            lines = (Said("message.reason", text=after.reason),)
        else:
            after, why = closed(found.message, call.hat(*CHAIR)), ""
            sure = Said("message.close_sure", id=after.id)
            said = Said("message.closed", id=after.id)
        if not call.confirmed:
            raise Confirm(sure, f"message close {after.id}{why} now=yes")
        page = Page(said, lines)
        notices = told(store, after, found.incident, page)
        return kept(store, after, found, said, lines=lines, notices=notices)

    def _unanswered(self, call: Call, store: Store, message: Message) -> Message:
        hat, until = call.hat(*CHAIR), reply_until(call, store, message)
        unanswered(message, hat, "–", until, call.now)
        if not self.reason.strip():
            raise Wanting("DR-22", "reason", Said("message.close_why", id=message.id, at=until))
        return unanswered(message, hat, spelt(self.reason), until, call.now)


def reply_until(call: Call, store: Store, message: Message) -> datetime:
    """Until when the addressee has time for its reply: full working days of its own (4.1)."""
    start = message.sent_at or call.now
    found = store.directory.party(message.addressee, message.group)
    if found is None:
        return start
    days = call.group.terms.reply_working_days
    return after_working_days(calendars_of((found,), start), start, days).instant
