"""Make the tables of move."""

import sqlalchemy as sa
from alembic import op

revision = "0012_move"
down_revision = '0011_meeting'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('move',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=False),
    sa.Column('party', sa.Text(), nullable=True),
    sa.Column('person', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_move')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_move_newest', 'move', ['group', 'at'], unique=False)


def downgrade() -> None:
    op.drop_table('move')
