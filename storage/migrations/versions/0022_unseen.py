"""Whether nobody else of a shared room saw what was heard (DR-29)."""

import sqlalchemy as sa
from alembic import op

revision = "0022_unseen"
down_revision = "0021_contact"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("receipt", sa.Column("unseen", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("receipt", "unseen")
