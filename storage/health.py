"""What an operator wants to know of the database itself."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import and_, func, select, text

from storage.audit.tables import audit_chain, audit_entry
from storage.keyring import Keyring, Unsealable
from storage.sealed import data_key, name_of
from storage.store import Store


def try_writing(store: Store) -> None:
    """Write a row and take it back; raises what the database raises."""
    with store.undone():
        store.directory.keep_setting("doctor", "was here")


def clock(store: Store) -> datetime | None:
    """The clock of the database's server; None where the database has no server."""
    if store.connection.dialect.name != "postgresql":
        return None
    at: datetime = store.connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return at.astimezone(UTC)


def foreign_keys(store: Store, keyring: Keyring) -> int:
    """How many data keys the master key does not open: it is not this database's."""
    count = 0
    for row in store.connection.execute(select(data_key)):
        try:
            keyring.unwrap(row.wrapped, row.master, name_of(row.group, row.generation))
        except Unsealable:
            count += 1
    return count


def loose_ends(store: Store) -> tuple[int, int]:
    """How many chains the audit has, and how many do not end with their newest entry."""
    end = and_(
        audit_entry.c.chain == audit_chain.c.chain,
        audit_entry.c.seq == audit_chain.c.seq,
        audit_entry.c.digest == audit_chain.c.digest,
    )
    chains = store.connection.scalar(select(func.count()).select_from(audit_chain)) or 0
    whole = select(func.count()).select_from(audit_chain.join(audit_entry, end))
    return int(chains), int(chains) - int(store.connection.scalar(whole) or 0)
