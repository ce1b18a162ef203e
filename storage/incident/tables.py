"""The tables of incidents: what happened, where it is looked for, reports, and what gathers."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from coordination.incident.incident import Scope, Timing
from coordination.incident.report import Basis, ReportKind, Sources
from coordination.incident.stage import Stage
from coordination.tlp import Tlp
from storage.tables import Instant, choice, metadata


class Codes(TypeDecorator[tuple[str, ...]]):
    """Codes in their order, with commas between them; a code holds none."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return ",".join(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value.split(",")) if value else ()


incident = Table(
    "incident",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("title", LargeBinary, nullable=False),
    Column("concerned", Codes, nullable=False),
    Column("scope", choice(Scope), nullable=False),
    Column("timing", choice(Timing), nullable=False),
    Column("practices", Codes, nullable=False),
    Column("stage", choice(Stage), nullable=False),
    Column("label", choice(Tlp), nullable=False),
    Column("originator", Text),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("informed", Codes, nullable=False),
    Column("waived", Codes, nullable=False),
    Column("verified", Boolean, nullable=False),
    Column("caucus_reason", LargeBinary),
    Column("kept", Boolean, nullable=False),
    Column("invited", Codes, nullable=False),
)
Index("ix_incident_group", incident.c.group, incident.c.opened_at, incident.c.id)
Index("ix_incident_stage", incident.c.group, incident.c.stage, incident.c.opened_at, incident.c.id)

incident_code = Table(
    "incident_code",
    metadata,
    Column("incident", Text, ForeignKey("incident.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    PrimaryKeyConstraint("incident", "code"),
)
"""By which codes an incident is found: each State concerned, each practice."""
Index(
    "ix_incident_code_found",
    incident_code.c.group,
    incident_code.c.code,
    incident_code.c.opened_at,
    incident_code.c.incident,
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("incident", Text, ForeignKey("incident.id"), nullable=False),
    Column("kind", choice(ReportKind), nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("basis", choice(Basis), nullable=False),
    Column("sources", choice(Sources), nullable=False),
    Column("practices", Codes, nullable=False),
    Column("factors", Codes, nullable=False),
    Column("bodies", Codes, nullable=False),
    Column("answers", Text),
    Column("person", Boolean, nullable=False),
    Column("label", choice(Tlp), nullable=False),
    Column("party", Text),
    Column("organisation", Text),
    Column("filed_by", Text, nullable=False),
    Column("filed_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("withdrawn_why", LargeBinary),
    Column("corrects", Text),
    Column("embassy", Boolean),
)
Index("ix_report_incident", report.c.incident, report.c.filed_at, report.c.id)

incident_item = Table(
    "incident_item",
    metadata,
    Column("incident", Text, ForeignKey("incident.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("incident", "number"),
)
"""Updates, pins, links, views, records of informing, and all else that gathers, in order."""
