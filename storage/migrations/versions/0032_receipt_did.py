"""Which command a message gave and about what: its ids, and no word of it."""

import sqlalchemy as sa
from alembic import op

revision = "0032_receipt_did"
down_revision = "0031_letter"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("receipt", sa.Column("did", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("receipt", "did")
