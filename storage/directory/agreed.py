"""The tables of agreements and of the duties in their articles."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, String

from coordination.agreement import AgreementKind
from coordination.commitment import Every, Strength
from storage.directory.tables import one_of, versioned

agreement = versioned(
    "agreement",
    ("id",),
    Column("id", String, nullable=False),
    Column("group", String, nullable=False),
    Column("names", JSON, nullable=False),
    Column("kind", one_of(AgreementKind), nullable=False),
    Column("parties", JSON, nullable=False),
    Column("signed", String),
    Column("since", String),
    Column("until", String),
)

article = versioned(
    "article",
    ("agreement", "number"),
    Column("agreement", String, nullable=False),
    Column("number", String, nullable=False),
    Column("duty", JSON, nullable=False),
    Column("by", JSON, nullable=False),
    Column("strength", one_of(Strength), nullable=False),
    Column("every", one_of(Every)),
    Column("due", String),
    Column("grace", Integer, nullable=False),
)
