"""The directory's tables.

Every row of the register is a version: `superseded_at` is empty on the one that stands, and a
version that was replaced or ended stays. What people and rooms are set to while the bot runs
(a language, a platform's id of a room) is kept beside it, so that an import never undoes it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from sqlalchemy import JSON, Boolean, Column, Enum, Index, Integer, String, Table, text

from coordination.parties import Kind, Role, Sees
from coordination.tlp import Tlp
from storage.tables import Instant, metadata

E = TypeVar("E", StrEnum, Tlp)

SHARED = ""
"""The scope of a State: all groups know the same one. An agency's scope is its national group."""


def one_of(kind: type[E]) -> Enum:
    """An enumeration stored by value."""
    return Enum(
        kind, native_enum=False, length=40, values_callable=lambda kind: [m.value for m in kind]
    )


def versioned(name: str, key: tuple[str, ...], *columns: Column) -> Table:  # type: ignore[type-arg]
    """A table of versions; of those with the same key one at most stands."""
    table = Table(
        f"directory_{name}",
        metadata,
        Column("row", Integer, primary_key=True),
        *columns,
        Column("recorded_at", Instant, nullable=False),
        Column("superseded_at", Instant),
    )
    stands = table.c.superseded_at.is_(None)
    Index(
        f"uq_directory_{name}_stands",
        *(table.c[column] for column in key),
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
    return table


party = versioned(
    "party",
    ("scope", "code"),
    Column("scope", String, nullable=False),
    Column("code", String, nullable=False),
    Column("names", JSON, nullable=False),
    Column("country", String, nullable=False),
    Column("authority", JSON, nullable=False),
    Column("zone", String, nullable=False),
    Column("capital", String, nullable=False),
    Column("language", String, nullable=False),
    Column("capacity", String),
    Column("closures", JSON, nullable=False),
    Column("subdivision", String),
)

cooperation = versioned(
    "cooperation",
    ("party", "partner"),
    Column("party", String, nullable=False),
    Column("partner", String, nullable=False),
)
Index("ix_directory_cooperation_partner", cooperation.c.partner)

organisation = versioned(
    "organisation",
    ("id",),
    Column("id", String, nullable=False),
    Column("names", JSON, nullable=False),
    Column("association", Boolean, nullable=False),
)

body = versioned(
    "body",
    ("id",),
    Column("id", String, nullable=False),
    Column("names", JSON, nullable=False),
    Column("accredited_by", String, nullable=False),
    Column("authorised_by", JSON, nullable=False),
)

group = versioned(
    "group",
    ("id",),
    Column("id", String, nullable=False),
    Column("names", JSON, nullable=False),
    Column("kind", one_of(Kind), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("terms", JSON, nullable=False),
)

member = versioned(
    "member",
    ("group", "party"),
    Column("group", String, nullable=False),
    Column("party", String, nullable=False),
    Column("position", Integer, nullable=False),
)

person = versioned(
    "person",
    ("id",),
    Column("id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("quiet_from", Integer, nullable=False),
    Column("quiet_to", Integer, nullable=False),
)

account = versioned(
    "account",
    ("platform", "account"),
    Column("platform", String, nullable=False),
    Column("account", String, nullable=False),
    Column("person", String, nullable=False),
)
Index("ix_directory_account_person", account.c.person, account.c.platform)

credential = versioned(
    "credential",
    ("id",),
    Column("id", String, nullable=False),
    Column("person", String, nullable=False),
    Column("group", String, nullable=False),
    Column("role", one_of(Role), nullable=False),
    Column("party", String),
    Column("organisation", String),
    Column("can_commit", Boolean, nullable=False),
    Column("reference", String, nullable=False),
    Column("issued_by", String, nullable=False, server_default=text("''")),
    # Who registered it, and the second act behind it (DR-17).
    Column("registered_by", String),
    Column("confirmed", JSON(none_as_null=True)),
    # The States where an embassy is accredited (T-29); empty where the register names none.
    Column("accredited_to", JSON(none_as_null=True)),
    # As the register says; empty where it says nothing.
    Column("declared_from", Instant),
    Column("declared_to", Instant),
    # What counts: a change takes effect when it is recorded, never before (DR-18).
    Column("valid_from", Instant, nullable=False),
    Column("valid_to", Instant),
)
Index("ix_directory_credential_person", credential.c.person, credential.c.valid_from)
Index(
    "ix_directory_credential_group",
    credential.c.group,
    credential.c.party,
    credential.c.role,
    credential.c.valid_from,
)
Index("ix_directory_credential_role", credential.c.role, credential.c.valid_from)

room = versioned(
    "room",
    ("id",),
    Column("id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("platform", String, nullable=False),
    Column("group", String),
    Column("sees", one_of(Sees), nullable=False),
    Column("ceiling", one_of(Tlp), nullable=False),
    Column("party", String),
    Column("language", String, nullable=False),
    Column("remote", String),
    Column("without", JSON, nullable=False),
    # Who has accepted, when and by which document, that it is not encrypted (P-01).
    Column("accepted", JSON(none_as_null=True)),
)
Index("ix_directory_room_group", room.c.group)

workspace = versioned(
    "slack",
    ("id",),
    Column("id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("accepted", JSON(none_as_null=True)),
)

choice = Table(
    "directory_choice",
    metadata,
    Column("person", String, primary_key=True),
    Column("language", String),
    Column("zone", String),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("welcomed_at", Instant),
)

changes = Table(
    "directory_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)

place = Table(
    "directory_place",
    metadata,
    Column("room", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("remote", String),
    Column("trusted", Boolean, nullable=False),
    Column("reason", String),
    Column("since", Instant),
    # Why the platform holds the room for unsafe, as it last said; empty where it never said.
    Column("unsafe", JSON(none_as_null=True)),
)
Index("uq_directory_place_remote", place.c.platform, place.c.remote, unique=True)

setting = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
