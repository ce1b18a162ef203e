"""What became of a letter: nobody is named as having seen one that lapsed (DR-33)."""

import sqlalchemy as sa
from alembic import op

revision = "0031_letter"
down_revision = "0030_subdivision"
branch_labels = None
depends_on = None

_BECAME = """
UPDATE poll_position SET became = CASE
    WHEN seen_by = 'clock' THEN 'lapsed'
    WHEN EXISTS (
        SELECT 1 FROM poll_vote
        WHERE poll_vote.poll = poll_position.poll AND poll_vote.seq = poll_position.seq
    ) THEN 'confirmed'
    ELSE 'declined'
END
WHERE seen_by IS NOT NULL
"""


def upgrade() -> None:
    op.alter_column("poll_position", "confirmed_by", new_column_name="seen_by")
    op.add_column("poll_position", sa.Column("became", sa.String(60), nullable=True))
    op.execute(_BECAME)
    op.execute("UPDATE poll_position SET seen_by = NULL WHERE became = 'lapsed'")


def downgrade() -> None:
    op.execute("UPDATE poll_position SET seen_by = 'clock' WHERE became = 'lapsed'")
    op.drop_column("poll_position", "became")
    op.alter_column("poll_position", "seen_by", new_column_name="confirmed_by")
