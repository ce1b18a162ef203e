"""The part of the country whose public holidays a capital keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0030_subdivision"
down_revision = "0029_plan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directory_party", sa.Column("subdivision", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("directory_party", "subdivision")
