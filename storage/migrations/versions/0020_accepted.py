"""Who has accepted that a room or a workspace is not encrypted; the table of workspaces."""

import sqlalchemy as sa
from alembic import op

revision = "0020_accepted"
down_revision = "0019_thing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    accepted = sa.Column("accepted", sa.JSON(none_as_null=True), nullable=True)
    op.add_column("directory_room", accepted)
    op.create_table(
        "directory_slack",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("accepted", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_directory_slack")),
    )
    stands = sa.text("superseded_at IS NULL")
    op.create_index(
        "uq_directory_slack_stands",
        "directory_slack",
        ["id"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )


def downgrade() -> None:
    op.drop_table("directory_slack")
    op.drop_column("directory_room", "accepted")
