"""Make the table of convergence boards; when a State's measure takes effect, and when it ends."""

import sqlalchemy as sa
from alembic import op

revision = "0027_convergence"
down_revision = "0026_alternates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "convergence",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("essence", sa.Text(), nullable=False),
        sa.Column("diverging", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("incident", name=op.f("pk_convergence")),
    )
    for name in ("window_until", "effective_at", "ended_at"):
        op.add_column("action", sa.Column(name, sa.BigInteger(), nullable=True))
    # Until now a measure without a day of its own was in effect from its announcement.
    action = sa.table(
        "action", sa.column("starts"), sa.column("announced_at"), sa.column("effective_at")
    )
    begun = action.update().where(action.c.starts.is_(None))
    op.execute(begun.values(effective_at=action.c.announced_at))


def downgrade() -> None:
    for name in ("ended_at", "effective_at", "window_until"):
        op.drop_column("action", name)
    op.drop_table("convergence")
