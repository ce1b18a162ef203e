"""Make the tables of receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0015_receipt"
down_revision = '0014_poll'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('receipt',
    sa.Column('seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('thread', sa.Text(), nullable=True),
    sa.Column('answers', sa.Text(), nullable=True),
    sa.Column('replaces', sa.Text(), nullable=True),
    sa.Column('direct', sa.Boolean(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=True),
    sa.Column('text', sa.LargeBinary(), nullable=True),
    sa.Column('rule', sa.Text(), nullable=True),
    sa.Column('performed_at', sa.BigInteger(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_receipt')),
    sa.UniqueConstraint('source', 'event_id', name=op.f('uq_receipt_source_event_id')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_receipt_replaces', 'receipt', ['source', 'replaces'], unique=False, sqlite_where=sa.text('replaces IS NOT NULL'), postgresql_where=sa.text('replaces IS NOT NULL'))
    op.create_index('ix_receipt_waiting', 'receipt', ['seq'], unique=False, sqlite_where=sa.text('performed_at IS NULL'), postgresql_where=sa.text('performed_at IS NULL'))


def downgrade() -> None:
    op.drop_table('receipt')
