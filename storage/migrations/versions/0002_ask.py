"""Make the tables of ask."""

import sqlalchemy as sa
from alembic import op

revision = "0002_ask"
down_revision = '0001_action'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('ask',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('person', sa.Text(), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.Column('page', sa.LargeBinary(), nullable=True),
    sa.Column('label', sa.Enum('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED', name='tlp', native_enum=False, length=60), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('room', sa.Text(), nullable=True),
    sa.Column('remote_id', sa.Text(), nullable=True),
    sa.Column('closed_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('key', 'person', name=op.f('pk_ask'))
    )
    op.create_index('ix_ask_open', 'ask', ['person', 'asked_at'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_index('ix_ask_remote', 'ask', ['remote_id'], unique=False)


def downgrade() -> None:
    op.drop_table('ask')
