"""Keep how each authority says that it is reached directly, sealed (T-47)."""

import sqlalchemy as sa
from alembic import op

revision = "0041_direct_channel"
down_revision = "0040_stands"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "direct_channel",
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("group", "party", name=op.f("pk_direct_channel")),
    )


def downgrade() -> None:
    op.drop_table("direct_channel")
