"""When a State reported its measure in effect, beside since when it is."""

import sqlalchemy as sa
from alembic import op

revision = "0039_reported"
down_revision = "0038_clearance"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("action", sa.Column("reported_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("action", "reported_at")
