"""Who issued, registered and confirmed a credential; what is in force stays so (DR-17)."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0033_accreditation"
down_revision = "0032_receipt_did"
branch_labels = None
depends_on = None

_COLUMNS = ("issued_by", "registered_by", "confirmed")


def upgrade() -> None:
    empty = sa.text("''")
    issued = sa.Column("issued_by", sa.String(), nullable=False, server_default=empty)
    op.add_column("directory_credential", issued)
    op.add_column("directory_credential", sa.Column("registered_by", sa.String(), nullable=True))
    op.add_column("directory_credential", sa.Column("confirmed", sa.JSON(), nullable=True))
    _in_force()


def _in_force() -> None:
    """Registered before a second act was asked for: the day of it, and nobody's name."""
    hats = sa.table(
        "directory_credential",
        sa.column("row", sa.Integer),
        sa.column("recorded_at", sa.BigInteger),
        sa.column("confirmed", sa.JSON),
    )
    there = op.get_bind()
    for row, recorded in there.execute(sa.select(hats.c.row, hats.c.recorded_at)).all():
        day = datetime.fromtimestamp(recorded // 1_000_000, UTC).date().isoformat()
        before = {"by": "", "through": "", "on": day, "reference": ""}
        there.execute(sa.update(hats).where(hats.c.row == row).values(confirmed=before))


def downgrade() -> None:
    for name in _COLUMNS:
        op.drop_column("directory_credential", name)
