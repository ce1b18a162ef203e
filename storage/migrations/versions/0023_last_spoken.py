"""On which platform a person was heard last: there is the next question asked."""

from alembic import op

revision = "0023_last_spoken"
down_revision = "0022_unseen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_receipt_account", "receipt", ["account", "seq"])


def downgrade() -> None:
    op.drop_index("ix_receipt_account", "receipt")
