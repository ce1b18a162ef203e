"""Who has cleared a frozen text at home: how many for the rooms, who for the chair (D5)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.cleared import cleared, used
from commands.incident.words import parties
from commands.joint import View
from coordination.message.entry import Signature
from coordination.message.record import Message
from coordination.message.signing import waiting
from coordination.said import Said
from storage.store import Store


def at_home(message: Message, view: View, store: Store) -> Iterator[Said]:
    """Cleared at home or not yet, and nothing else of how a State comes to its answer (D5)."""
    if message.frozen is None or not used(store, message.id):
        return
    asked = message.frozen.asked
    found = cleared(store, message.id, message.frozen.fingerprint)
    done = [code for code in asked if code in found]
    if view is not View.OFFICE:
        if done:
            yield Said("message.cleared", n=len(done), total=len(asked))
        return
    entries = store.messages.entries(message.id, Signature)
    left = [code for code in waiting(message, entries) if code not in done]
    for key, codes in (("message.cleared_by", done), ("message.not_yet_cleared", left)):
        if codes:
            yield Said(key, parties=parties(codes, message.group, store))
