"""Make the tables of joint messages: their texts by version, and what gathers under them."""

import sqlalchemy as sa
from alembic import op

revision = "0028_message"
down_revision = "0027_convergence"
branch_labels = None
depends_on = None

_STAGES = (
    "draft",
    "comments",
    "text_frozen",
    "co_signature",
    "ready",
    "dispatched",
    "acknowledged",
    "reply_received",
    "follow_up",
    "closed",
    "withdrawn",
)


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("earlier", sa.Text(), nullable=True),
        sa.Column(
            "stage", sa.Enum(*_STAGES, name="stage", native_enum=False, length=60), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_incident", "message", ["incident", "drafted_at", "id"])
    op.create_index("ix_message_response", "message", ["response", "drafted_at"])
    op.create_index("ix_message_newest", "message", ["group", "drafted_at", "id"])
    op.create_index("ix_message_earlier", "message", ["earlier"])
    op.create_table(
        "message_text",
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("message", "version", name=op.f("pk_message_text")),
    )
    op.create_table(
        "message_entry",
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("message", "number", name=op.f("pk_message_entry")),
    )


def downgrade() -> None:
    for name in ("message_entry", "message_text", "message"):
        op.drop_table(name)
