"""Make the tables of contact: until when platforms were heard, and what their outages moved."""

import sqlalchemy as sa
from alembic import op

revision = "0021_contact"
down_revision = "0020_accepted"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", name=op.f("pk_contact")),
    )
    op.create_table(
        "outage",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "began_at", name=op.f("pk_outage")),
    )
    op.create_table(
        "poll_extension",
        sa.Column("poll", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("before", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("poll", "platform", "began_at", name=op.f("pk_poll_extension")),
    )


def downgrade() -> None:
    op.drop_table("poll_extension")
    op.drop_table("outage")
    op.drop_table("contact")
