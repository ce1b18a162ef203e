"""The audit's rows, and the digest that chains them."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text, UniqueConstraint

from storage.tables import Instant, Serial, metadata

START = bytes(32)
"""What the first entry of a chain follows."""

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("chain", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("group", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("chain", "seq"),
    sqlite_autoincrement=True,
)

audit_chain = Table(
    "audit_chain",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)

audit_checkpoint = Table(
    "audit_checkpoint",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("last_id", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("line", LargeBinary, nullable=False),
)


def digest_of(chain: str, seq: int, group: str, at: datetime, prev: bytes, payload: bytes) -> bytes:
    """The entry's digest over its header, the entry before and the stored (sealed) bytes."""
    header = "\x1f".join(("comity audit 1", chain, str(seq), group, at.isoformat()))
    hashed = sha256(header.encode())
    hashed.update(b"\x00")
    hashed.update(prev)
    hashed.update(payload)
    return hashed.digest()
