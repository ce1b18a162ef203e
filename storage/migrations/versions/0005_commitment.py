"""Make the tables of commitment."""

import sqlalchemy as sa
from alembic import op

revision = "0005_commitment"
down_revision = '0004_card'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('commitment',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('response', sa.Text(), nullable=True),
    sa.Column('stage', sa.Enum('offered', 'accepted', 'active', 'overdue', 'suspended', 'done', 'withdrawn', 'superseded', name='stage', native_enum=False, length=60), nullable=False),
    sa.Column('strength', sa.Enum('shall', 'should', 'encouraged', name='strength', native_enum=False, length=60), nullable=False),
    sa.Column('starts', sa.BigInteger(), nullable=True),
    sa.Column('due', sa.BigInteger(), nullable=False),
    sa.Column('offered_by', sa.Text(), nullable=False),
    sa.Column('offered_at', sa.BigInteger(), nullable=False),
    sa.Column('done_at', sa.BigInteger(), nullable=True),
    sa.Column('verified_by', sa.Text(), nullable=True),
    sa.Column('verified_at', sa.BigInteger(), nullable=True),
    sa.Column('withdrawn_at', sa.BigInteger(), nullable=True),
    sa.Column('successor', sa.Text(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment'))
    )
    op.create_index('ix_commitment_all', 'commitment', ['group', 'due', 'id'], unique=False)
    op.create_index('ix_commitment_incident', 'commitment', ['incident', 'offered_at'], unique=False)
    op.create_index('ix_commitment_owned', 'commitment', ['group', 'owner', 'due', 'id'], unique=False)
    op.create_index('ix_commitment_response', 'commitment', ['response', 'stage'], unique=False)
    op.create_index('ix_commitment_running', 'commitment', ['group', 'owner', 'stage', 'due'], unique=False)
    op.create_index('ix_commitment_staged', 'commitment', ['group', 'stage', 'due', 'id'], unique=False)


def downgrade() -> None:
    op.drop_table('commitment')
