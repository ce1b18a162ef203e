"""Clearance within a State: its steps, and what was done by them on each text (D5)."""

import sqlalchemy as sa
from alembic import op

revision = "0038_clearance"
down_revision = "0037_agreements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clearance",
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("thing", "party", "number", name=op.f("pk_clearance")),
    )
    op.create_table(
        "clearance_order",
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("group", "party", name=op.f("pk_clearance_order")),
    )


def downgrade() -> None:
    op.drop_table("clearance_order")
    op.drop_table("clearance")
