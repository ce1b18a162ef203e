"""Commitments that recur: of which series a commitment is a period, and which one (E4)."""

import sqlalchemy as sa
from alembic import op

revision = "0036_periods"
down_revision = "0035_embassies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("commitment", sa.Column("series", sa.Text(), nullable=True))
    op.add_column("commitment", sa.Column("number", sa.Integer(), nullable=True))
    op.create_index("uq_commitment_period", "commitment", ["series", "number"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_commitment_period", table_name="commitment")
    op.drop_column("commitment", "number")
    op.drop_column("commitment", "series")
