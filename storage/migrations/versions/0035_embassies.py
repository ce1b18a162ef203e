"""In which States an embassy is accredited (T-29); old registers name none, and mean any."""

import sqlalchemy as sa
from alembic import op

revision = "0035_embassies"
down_revision = "0034_ask_heard"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directory_credential", sa.Column("accredited_to", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("directory_credential", "accredited_to")
