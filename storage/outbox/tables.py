"""What is to be sent: rows, the lanes that keep their order, and the pauses platforms ask for."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables import Instant, Serial, choice, metadata


class State(StrEnum):
    """Where a row stands; the first three are open and hold up their lane."""

    READY = "ready"
    SENDING = "sending"
    AMBIGUOUS = "ambiguous"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


OPEN = (State.READY, State.SENDING, State.AMBIGUOUS)
GONE = (State.SENT, State.DROPPED)
"""Nothing more happens to these; their payload is blanked."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("dedup", Text, nullable=False, unique=True),
    Column("txn_id", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("thread", Text),
    Column("group", Text, nullable=False),
    Column("payload", LargeBinary),
    Column("lane", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("state", choice(State), nullable=False),
    Column("unclear", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("leased_by", Text),
    Column("remote_id", Text),
    Column("last_error", Text),
    UniqueConstraint("lane", "seq"),
    sqlite_autoincrement=True,
)
IS_OPEN = text("state IN ('ready', 'sending', 'ambiguous')")
_not_sent = text("state <> 'sent'")
Index(
    "ix_outbox_open",
    outbox.c.lane,
    outbox.c.seq,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)
Index("ix_outbox_state", outbox.c.state, sqlite_where=_not_sent, postgresql_where=_not_sent)
Index("ix_outbox_remote", outbox.c.room, outbox.c.remote_id)

outbox_lane = Table(
    "outbox_lane",
    metadata,
    Column("lane", Text, primary_key=True),
    Column("next_seq", Integer, nullable=False),
    Column("head", Integer),
    Column("ready_at", Instant, nullable=False),
)
_has_head = text("head IS NOT NULL")
Index(
    "ix_outbox_lane_ready",
    outbox_lane.c.ready_at,
    sqlite_where=_has_head,
    postgresql_where=_has_head,
)

rate_bucket = Table(
    "rate_bucket",
    metadata,
    Column("dest", Text, primary_key=True),
    Column("not_before", Instant, nullable=False),
)
