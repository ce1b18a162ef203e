"""The tables of joint messages; texts and what people say are sealed."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from coordination.message.stage import Stage
from storage.tables import Instant, choice, metadata

message = Table(
    "message",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("response", Text),
    Column("earlier", Text),
    Column("stage", choice(Stage), nullable=False),
    Column("version", Integer, nullable=False),
    Column("drafted_at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
Index("ix_message_incident", message.c.incident, message.c.drafted_at, message.c.id)
Index("ix_message_response", message.c.response, message.c.drafted_at)
Index("ix_message_newest", message.c.group, message.c.drafted_at, message.c.id)
Index("ix_message_earlier", message.c.earlier)

message_text = Table(
    "message_text",
    metadata,
    Column("message", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("message", "version"),
)
"""The texts in all languages, as each version left them."""

message_entry = Table(
    "message_entry",
    metadata,
    Column("message", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("message", "number"),
)
