"""A refusal that others must hear of: somebody acted for a State and could not (DR-09, DR-18)."""

from __future__ import annotations

from commands.message.ended import told as of_message
from commands.poll.ended import told as of_poll
from coordination.parties import Person
from coordination.refused import Refused
from storage.receipt import Receipt
from storage.store import Store


def told(store: Store, person: Person, receipt: Receipt, no: Refused) -> Refused:
    """The same refusal, with what the State, or the room, must hear of it."""
    return of_message(store, person, receipt, of_poll(store, person, receipt, no))
