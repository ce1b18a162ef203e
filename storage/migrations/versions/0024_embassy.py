"""Whether an embassy filed a report: it is no second party's source (T-30)."""

import sqlalchemy as sa
from alembic import op

revision = "0024_embassy"
down_revision = "0023_last_spoken"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report", sa.Column("embassy", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("report", "embassy")
