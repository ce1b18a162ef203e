"""The tables of meetings; what people wrote is one sealed column."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from coordination.meeting.availability import Availability
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.stage import Stage
from coordination.tlp import Tlp
from storage.tables import Instant, choice, metadata

meeting = Table(
    "meeting",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("incident", Text),
    Column("kind", choice(MeetingKind), nullable=False),
    Column("stage", choice(Stage), nullable=False),
    Column("label", choice(Tlp), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("band_from", Integer, nullable=False),
    Column("band_to", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("about_children", Boolean, nullable=False),
    Column("start", Instant),
    Column("sequence", Integer, nullable=False),
    Column("invitees", JSON, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("written", LargeBinary, nullable=False),
)
Index("ix_meeting_incident", meeting.c.incident, meeting.c.proposed_at)
Index("ix_meeting_group", meeting.c.group, meeting.c.stage, meeting.c.proposed_at)

offered = Table(
    "meeting_offered",
    metadata,
    Column("meeting", ForeignKey(meeting.c.id), nullable=False),
    Column("place", Integer, nullable=False),
    Column("start", Instant, nullable=False),
    Column("burden", Integer, nullable=False),
    PrimaryKeyConstraint("meeting", "place"),
)

answer = Table(
    "meeting_answer",
    metadata,
    Column("meeting", ForeignKey(meeting.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("party", Text, nullable=False),
    Column("start", Instant, nullable=False),
    Column("availability", choice(Availability), nullable=False),
    PrimaryKeyConstraint("meeting", "number"),
)

attendance = Table(
    "meeting_attendance",
    metadata,
    Column("meeting", ForeignKey(meeting.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("party", Text),
    Column("organisation", Text),
    PrimaryKeyConstraint("meeting", "number"),
)
