"""Make the tables of response."""

import sqlalchemy as sa
from alembic import op

revision = "0016_response"
down_revision = '0015_receipt'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('response',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=False),
    sa.Column('type', sa.Enum('unification_of_procedures', 'common_message', 'suspension', 'technical_assistance', 'other', name='responsetype', native_enum=False, length=60), nullable=False),
    sa.Column('stage', sa.Enum('draft', 'proposed', 'adopted', 'not_adopted', 'withdrawn', 'in_force', 'under_review', 'lifted', name='stage', native_enum=False, length=60), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('proposed_by', sa.Text(), nullable=False),
    sa.Column('proposed_at', sa.BigInteger(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response'))
    )
    op.create_index('ix_response_incident', 'response', ['incident', 'proposed_at'], unique=False)
    op.create_table('response_text',
    sa.Column('response', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('response', 'version', name=op.f('pk_response_text'))
    )


def downgrade() -> None:
    op.drop_table('response_text')
    op.drop_table('response')
