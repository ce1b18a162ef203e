"""What had been heard when a question was last shown: a number answers what stands last (DR-32)."""

import sqlalchemy as sa
from alembic import op

revision = "0034_ask_heard"
down_revision = "0033_accreditation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ask", sa.Column("heard", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("ask", "heard")
