"""Make the tables of card."""

import sqlalchemy as sa
from alembic import op

revision = "0004_card"
down_revision = '0003_audit'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('card',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('label', sa.Enum('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED', name='tlp', native_enum=False, length=60), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('shown_version', sa.Integer(), nullable=False),
    sa.Column('remote_id', sa.Text(), nullable=True),
    sa.Column('dirty_at', sa.BigInteger(), nullable=True),
    sa.Column('face', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('key', 'room', name=op.f('pk_card'))
    )
    op.create_index('ix_card_dirty', 'card', ['dirty_at'], unique=False, sqlite_where=sa.text('dirty_at IS NOT NULL'), postgresql_where=sa.text('dirty_at IS NOT NULL'))
    op.create_index('ix_card_remote', 'card', ['room', 'remote_id'], unique=False)


def downgrade() -> None:
    op.drop_table('card')
