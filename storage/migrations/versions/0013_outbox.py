"""Make the tables of outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0013_outbox"
down_revision = '0012_move'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outbox',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('dedup', sa.Text(), nullable=False),
    sa.Column('txn_id', sa.Text(), nullable=False),
    sa.Column('platform', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('thread', sa.Text(), nullable=True),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=True),
    sa.Column('lane', sa.Text(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('ready', 'sending', 'ambiguous', 'sent', 'dead', name='state', native_enum=False, length=60), nullable=False),
    sa.Column('unclear', sa.Boolean(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_at', sa.BigInteger(), nullable=False),
    sa.Column('lease_until', sa.BigInteger(), nullable=True),
    sa.Column('leased_by', sa.Text(), nullable=True),
    sa.Column('remote_id', sa.Text(), nullable=True),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('dedup', name=op.f('uq_outbox_dedup')),
    sa.UniqueConstraint('lane', 'seq', name=op.f('uq_outbox_lane_seq')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_outbox_open', 'outbox', ['lane', 'seq'], unique=False, sqlite_where=sa.text("state IN ('ready', 'sending', 'ambiguous')"), postgresql_where=sa.text("state IN ('ready', 'sending', 'ambiguous')"))
    op.create_index('ix_outbox_remote', 'outbox', ['room', 'remote_id'], unique=False)
    op.create_index('ix_outbox_state', 'outbox', ['state'], unique=False, sqlite_where=sa.text("state <> 'sent'"), postgresql_where=sa.text("state <> 'sent'"))
    op.create_table('outbox_lane',
    sa.Column('lane', sa.Text(), nullable=False),
    sa.Column('next_seq', sa.Integer(), nullable=False),
    sa.Column('head', sa.Integer(), nullable=True),
    sa.Column('ready_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('lane', name=op.f('pk_outbox_lane'))
    )
    op.create_index('ix_outbox_lane_ready', 'outbox_lane', ['ready_at'], unique=False, sqlite_where=sa.text('head IS NOT NULL'), postgresql_where=sa.text('head IS NOT NULL'))
    op.create_table('rate_bucket',
    sa.Column('dest', sa.Text(), nullable=False),
    sa.Column('not_before', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('dest', name=op.f('pk_rate_bucket'))
    )


def downgrade() -> None:
    op.drop_table('rate_bucket')
    op.drop_table('outbox_lane')
    op.drop_table('outbox')
