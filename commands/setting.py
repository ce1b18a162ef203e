"""Where a message was written, and the call that it makes there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commands.call import Call
from commands.deployment import Deployment
from commands.line import Line, address, without_text
from commands.speaker import Speaker, call_of
from commands.table import FORMS
from coordination.parties import Room, Sees
from storage.draft import Draft
from storage.receipt import Receipt
from storage.store import Store

TYPED = "typed"
"""Under which a draft keeps the room of its free text, where that is not the one it began in."""
UNDER = "under"
"""Under which a draft keeps the message that its first line replied to."""


@dataclass(frozen=True)
class Setting:
    """Everything a turn needs to know of where it happens."""

    store: Store
    receipt: Receipt
    speaker: Speaker
    deployment: Deployment

    @property
    def private(self) -> bool:
        return self.speaker.room.sees is Sees.DIRECT

    def call(self, line: str, group: str | None = None, wanted: str | None = None) -> Call:
        """The call of this line, with its thread; raises `Refused` when the hat is unclear.

        `wanted` is the hat that was named before this line (`as=`).
        """
        words = tuple(_head(line))
        given = (word.partition("=")[2] for word in words if word.lower().startswith("as="))
        wanted = next(given, wanted)
        call = call_of(self.store, self.speaker, self.receipt.received_at, wanted, words[:6], group)
        return replace(
            call,
            sent_at=self.receipt.sent_at,
            seq=self.receipt.seq,
            event=self.receipt.event_id,
            answers=self.receipt.answers,
            cut=self.receipt.rule == "text",
            thread=self.thread(),
        )

    def going_on(self, draft: Draft) -> Call:
        """The call of what was begun, perhaps in another room; raises `Refused` as `call` does."""
        call = self.call(draft.words, draft.group, draft.common.get("as"))
        return replace(
            call,
            thread=draft.thread,
            answers=draft.common.get(UNDER),
            begun=self._room(draft.room),
            typed=self._room(draft.common.get(TYPED)),
        )

    def sent_off(self, line: str, begun: Draft | None = None) -> Call:
        """The call of a line; `begun` is where it was written, when it is sent from elsewhere."""
        call = self.call(line)
        if begun is None:
            return call
        return replace(
            call,
            thread=call.thread or begun.thread,
            answers=begun.common.get(UNDER),
            begun=self._room(begun.room),
        )

    def _room(self, id: str | None) -> Room | None:
        """A room that a draft keeps; the terminal in front of somebody stands in no directory."""
        own = self.speaker.room
        return own if id == own.id else self.store.directory.room(id) if id else None

    def thread(self) -> str | None:
        """The incident whose thread, or whose message, the line was written under."""
        for remote in (self.receipt.thread, self.receipt.answers):
            under = self.store.outbox.thread_of(self.speaker.room.id, remote) if remote else None
            if under:
                return under
        return None


def where(call: Call) -> dict[str, str]:
    """What a draft keeps of where its words stand, and of the message that its line replied to."""
    under = {UNDER: call.answers} if call.answers else {}
    return {**under, TYPED: call.typed.id} if call.typed else under


def _head(line: str) -> list[str]:
    """The words of a line that stand before its free text."""
    form = address(Line(line), FORMS)
    return Line(without_text(line, form) if form else line).words()
