"""Agreements in the register, and the duties in their articles (E8)."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0037_agreements"
down_revision = "0036_periods"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _versions(
        "agreement",
        ["id"],
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.Column("signed", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
    )
    _versions(
        "article",
        ["agreement", "number"],
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("duty", sa.JSON(), nullable=False),
        sa.Column("by", sa.JSON(), nullable=False),
        sa.Column("strength", sa.String(length=40), nullable=False),
        sa.Column("every", sa.String(length=40), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("grace", sa.Integer(), nullable=False),
    )


def _versions(name: str, key: list[str], *columns: sa.Column[Any]) -> None:
    op.create_table(
        f"directory_{name}",
        sa.Column("row", sa.Integer(), nullable=False),
        *columns,
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f(f"pk_directory_{name}")),
    )
    stands = sa.text("superseded_at IS NULL")
    op.create_index(
        f"uq_directory_{name}_stands",
        f"directory_{name}",
        key,
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )


def downgrade() -> None:
    op.drop_table("directory_article")
    op.drop_table("directory_agreement")
