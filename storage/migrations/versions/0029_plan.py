"""Make the table of plans of action."""

import sqlalchemy as sa
from alembic import op

revision = "0029_plan"
down_revision = "0028_message"
branch_labels = None
depends_on = None

_AREAS = (
    "illicit_adoption",
    "trafficking",
    "child_trafficking",
    "worst_forms_of_child_labour",
    "child_sexual_exploitation",
    "technical_assistance",
    "other",
)


def upgrade() -> None:
    area = sa.Enum(*_AREAS, name="area", native_enum=False, length=60)
    stage = sa.Enum("running", "ended", name="stage", native_enum=False, length=60)
    op.create_table(
        "plan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("area", area, nullable=False),
        sa.Column("stage", stage, nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_for", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index("ix_plan_incident", "plan", ["incident", "opened_at", "id"], unique=False)
    op.create_index("ix_plan_running", "plan", ["group", "stage", "ends", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("plan")
