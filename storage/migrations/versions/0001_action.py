"""Make the tables of action."""

import sqlalchemy as sa
from alembic import op

revision = "0001_action"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('action',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('measure', sa.Enum('suspension', 'limits', 'checks', 'inquiry', 'information', 'other', name='measure', native_enum=False, length=60), nullable=False),
    sa.Column('consulted', sa.Enum('yes', 'no', 'urgent', name='consulted', native_enum=False, length=60), nullable=False),
    sa.Column('announced_by', sa.Text(), nullable=False),
    sa.Column('announced_at', sa.BigInteger(), nullable=False),
    sa.Column('starts', sa.BigInteger(), nullable=True),
    sa.Column('withdrawn_at', sa.BigInteger(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action'))
    )
    op.create_index('ix_action_incident', 'action', ['incident', 'announced_at', 'id'], unique=False)
    op.create_index('ix_action_newest', 'action', ['group', 'announced_at', 'id'], unique=False)


def downgrade() -> None:
    op.drop_table('action')
