"""Taking a poll off: who does it and why goes on the record, and who consented (DR-28)."""

from __future__ import annotations

from commands.call import Call
from commands.poll import annexed
from commands.poll.see import Item
from coordination.poll.annex import Annex, AnnexKind
from storage.store import Store


def put_forward(call: Call, store: Store, found: Item, reason: str) -> Item:
    """The chair would take it off: on the record with its reason before anybody consents."""
    by = call.party or ""
    one = Annex(
        found.poll.id, call.seq, AnnexKind.TAKE_OFF, by, call.person.id, call.now, text=reason
    )
    return annexed.keep(store, found, one)


def agreed(call: Call, store: Store, found: Item) -> Item:
    """The party that put the item lets it go."""
    by = found.poll.sponsor
    one = Annex(found.poll.id, call.seq, AnnexKind.LET_GO, by, call.person.id, call.now)
    return annexed.keep(store, found, one)
