"""Make the tables of deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0006_deadline"
down_revision = '0005_commitment'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('deadline',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('waits', sa.Boolean(), nullable=False),
    sa.Column('next_at', sa.BigInteger(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deadline')),
    sa.UniqueConstraint('key', name=op.f('uq_deadline_key')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_deadline_kind', 'deadline', ['group', 'kind', 'due_at'], unique=False, sqlite_where=sa.text('waits'), postgresql_where=sa.text('waits'))
    op.create_index('ix_deadline_subject', 'deadline', ['subject'], unique=False)
    op.create_index('ix_deadline_waiting', 'deadline', ['next_at', 'id'], unique=False, sqlite_where=sa.text('waits'), postgresql_where=sa.text('waits'))


def downgrade() -> None:
    op.drop_table('deadline')
