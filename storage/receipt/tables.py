"""The table of receipts."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, LargeBinary, Table, Text, UniqueConstraint, text

from storage.tables import Instant, Serial, metadata

receipt = Table(
    "receipt",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("source", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("thread", Text),
    Column("answers", Text),
    Column("replaces", Text),
    Column("direct", Boolean, nullable=False),
    Column("unseen", Boolean),
    Column("received_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("text", LargeBinary),
    Column("rule", Text),
    Column("performed_at", Instant),
    Column("outcome", Text),
    Column("did", Text),
    UniqueConstraint("source", "event_id"),
    sqlite_autoincrement=True,
)
WAITING = receipt.c.performed_at.is_(None)
Index(
    "ix_receipt_waiting",
    receipt.c.seq,
    sqlite_where=text("performed_at IS NULL"),
    postgresql_where=text("performed_at IS NULL"),
)
Index("ix_receipt_account", receipt.c.account, receipt.c.seq)
_edit = text("replaces IS NOT NULL")
Index(
    "ix_receipt_replaces",
    receipt.c.source,
    receipt.c.replaces,
    sqlite_where=_edit,
    postgresql_where=_edit,
)
