"""What comes of a message that was sent: receipt, reply, follow-up; and taking one back before."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.joint import Seen, View, hat_of, seen, writing
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note, Text
from commands.line import packed, verbatim
from commands.message.fields import CHAIR, SPEAK, WRITERS
from commands.message.said import kept, privately, spoke_on, told
from commands.outcome import Button, Outcome, Page
from commands.response.proposing import spelt
from commands.wanting import Confirm, Wanting
from coordination.hats import reason_given
from coordination.message.record import Message
from coordination.message.sending import (
    acknowledged,
    answerable,
    followed,
    may_say,
    replied,
)
from coordination.message.signing import withdrawn
from coordination.parties import Credential, Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

OFFICE = (*SPEAK, *CHAIR, Role.SECRETARIAT)


@command("message acknowledge", by=OFFICE, label=Tlp.GREEN, text=Tlp.AMBER, sure=True)
class Acknowledge(Command):
    """Say, for the State that it is addressed to, that it has the message.

    The chair or the secretariat enters it where the State said so in another way.
    """

    message: MessageId
    """Which message?"""

    evidence: Note = Note("")
    """What proves it, where the State said so elsewhere?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message, View.LETTER)
        found.message.moved("acknowledge")
        hat = _speaking(call, found.message, self.evidence, "acknowledge")
        with plainly(found.message.group, store):
            after, receipt = acknowledged(found.message, hat, spelt(self.evidence), call.now)
        if not call.confirmed:  # everybody who signed is told, and it is not taken back
            proof = f" evidence={packed(self.evidence)}" if self.evidence else ""
            whose = party(after.addressee, after.group, store)
            said = Said("message.acknowledge_sure", id=after.id, state=whose)
            raise Confirm(said, f"message acknowledge {after.id}{proof} now=yes")
        store.messages.record(after, receipt)
        state = party(after.addressee, after.group, store)
        said = Said("message.acknowledged", id=after.id, state=state)
        more = (Said("message.evidence", text=receipt.evidence),) if receipt.evidence else ()
        return kept(
            store,
            after,
            found,
            said,
            lines=more,
            notices=told(store, after, found.incident, Page(said, more)),
            closes=(f"acknowledge:{after.id}",),
        )


@command("message reply", by=OFFICE, label=Tlp.AMBER_STRICT, anew=True)
class Reply(Command):
    """Answer a joint message for the State that it is addressed to; your words are shown unedited.

    The chair or the secretariat enters a reply that came in another way.
    """

    message: MessageId
    """Which message?"""

    evidence: Note = Note("")
    """What proves it, where the reply came in another way?"""

    text: Text
    """What does the State answer, word for word?"""

    def ready(self, call: Call, store: Store) -> None:
        message = seen(call, store, self.message, View.LETTER).message
        answerable(message)
        with plainly(message.group, store):
            may_say(message, call.hats)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message, View.LETTER)
        hat = _speaking(call, found.message, self.evidence, "reply")
        with plainly(found.message.group, store):
            after, reply = replied(found.message, hat, self.text, spelt(self.evidence), call.now)
        store.messages.record(after, reply)
        state = party(after.addressee, after.group, store)
        said = Said("message.replied", id=after.id, state=state)
        lines = [Said("message.reply_text", text=reply.text)]
        lines += [Said("message.evidence", text=reply.evidence)] if reply.evidence else []
        follow = Button(Said("message.act.follow"), f"message follow {after.id}")
        return kept(
            store,
            after,
            found,
            said,
            lines=tuple(lines),
            notices=told(store, after, found.incident, Page(said, tuple(lines), (follow,))),
            closes=(f"acknowledge:{after.id}",),
        )


@command("message follow", by=(*SPEAK, *CHAIR), label=Tlp.AMBER_STRICT, anew=True)
class Follow(Command):
    """Record what was done after the reply."""

    message: MessageId
    """Which message?"""

    text: Text
    """What was done?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        after, note = followed(found.message, hat_of(call, *CHAIR, *SPEAK), self.text, call.now)
        store.messages.record(after, note)
        said = Said("message.followed", id=after.id)
        lines = (Said("message.follow_text", text=note.text),)
        notices = told(store, after, found.incident, Page(said, lines))
        return kept(store, after, found, said, lines=lines, notices=notices)


@command("message withdraw", by=WRITERS, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, sure=True)
class Withdraw(Command):
    """Take back a message that was not sent yet; those who have signed are told."""

    message: MessageId
    """Which message?"""

    reason: Text
    """Why?"""

    def ready(self, call: Call, store: Store) -> None:
        self._withdrawn(call, writing(call, store, self.message), "")

    def _withdrawn(self, call: Call, found: Seen, why: str) -> Message:
        hat = next((h for h in call.hats if h.party in found.message.sponsors), call.hats[0])
        return withdrawn(found.message, hat, why)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        why = reason_given(self.reason, "stage.act.message.withdraw")
        after = self._withdrawn(call, found, why)
        if not call.confirmed:  # signatures do not come back
            line = f"message withdraw {after.id} now=yes {verbatim(self.reason)}"
            raise Confirm(Said("message.withdraw_sure", id=after.id), line)
        said = Said("message.withdrawn", id=after.id)
        lines = (Said("message.reason", text=why),)
        asked = after.frozen.asked if after.frozen else ()
        return kept(
            store,
            after,
            found,
            said,
            lines=lines,
            notices=(
                *told(store, after, found.incident, Page(said, lines)),
                *privately(after, Page(said, lines), *spoke_on(found.message, store)),
            ),
            closes=tuple(f"sign:{after.id}:{code}" for code in asked),
        )


def _speaking(call: Call, message: Message, evidence: str, act: str) -> Credential:
    """The addressee's hat, else the office's, which is asked for its proof."""
    for hat in call.hats:
        if hat.party == message.addressee and hat.role in SPEAK:
            return hat
    office = [hat for hat in call.hats if hat.role in (*CHAIR, Role.SECRETARIAT)]
    if office and not evidence.strip():
        raise Wanting(
            "form",
            "evidence",
            Said("message.evidence_missing", act=Said(f"stage.act.message.{act}")),
        )
    return office[0] if office else call.hats[0]
