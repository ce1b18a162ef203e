"""When the alternates of a poll may answer, as its group said when it opened (DR-18)."""

import sqlalchemy as sa
from alembic import op

revision = "0026_alternates"
down_revision = "0025_annex"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("poll", sa.Column("alternates", sa.String(60), nullable=True))


def downgrade() -> None:
    op.drop_column("poll", "alternates")
