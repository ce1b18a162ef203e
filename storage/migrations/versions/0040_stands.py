"""Which version of a response stands while a change of it is put to the group."""

import sqlalchemy as sa
from alembic import op

revision = "0040_stands"
down_revision = "0039_reported"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response", sa.Column("stands", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("response", "stands")
