"""How much there is of what: numbers for whoever watches the bot, none of them content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.audit.tables import audit_entry
from storage.outbox.tables import State
from storage.receipt import receipt
from storage.store import Store


@dataclass(frozen=True)
class Gauges:
    """The state of the queues at one instant; the instants are None where nothing waits."""

    outbox: Mapping[State, int]
    oldest: datetime | None
    """When the longest waiting head of the outbox could have been sent."""
    due: datetime | None
    """When the earliest deadline falls or fell due."""
    unperformed: datetime | None
    """When the oldest receipt that was not performed yet was received."""
    audit: int
    """How many entries the audit has had."""


def gauges(store: Store) -> Gauges:
    """All of them, in one transaction."""
    return Gauges(
        outbox=store.outbox.waiting(),
        oldest=store.outbox.earliest(),
        due=store.deadlines.earliest(),
        unperformed=store.receipts.waiting_since(),
        audit=acts(store),
    )


def acts(store: Store) -> int:
    """How many entries the audit has had: it grows with every act, whichever process did it."""
    return store.connection.scalar(select(func.max(audit_entry.c.id))) or 0


def newest_receipt(store: Store) -> datetime | None:
    """When the receipt with the highest number was received; None before the first."""
    query = select(receipt.c.received_at).order_by(receipt.c.seq.desc()).limit(1)
    instant: datetime | None = store.connection.scalar(query)
    return instant
