"""What a poll asks, what comes next, and what is annexed to it beside its votes (DR-13 … DR-27)."""

import sqlalchemy as sa
from alembic import op

revision = "0025_annex"
down_revision = "0024_embassy"
branch_labels = None
depends_on = None

_ADDED: tuple[tuple[str, type], ...] = (
    ("about", sa.Text),
    ("at_issue", sa.Text),
    ("confirm_days", sa.Integer),
    ("confirm_by", sa.BigInteger),
    ("then", sa.Text),
    ("annexed", sa.Integer),
)


def upgrade() -> None:
    op.add_column("poll", sa.Column("question", sa.String(60), nullable=True))
    for name, kind in _ADDED:
        op.add_column("poll", sa.Column(name, kind(), nullable=True))
    op.create_table(
        "poll_annex",
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("about", "seq", "kind", "party", name=op.f("pk_poll_annex")),
    )


def downgrade() -> None:
    op.drop_table("poll_annex")
    for name, _ in reversed(_ADDED):
        op.drop_column("poll", name)
    op.drop_column("poll", "question")
