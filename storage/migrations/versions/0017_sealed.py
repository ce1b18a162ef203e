"""Make the tables of sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0017_sealed"
down_revision = '0016_response'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('data_key',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('master', sa.Text(), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_key')),
    sa.UniqueConstraint('group', 'generation', name=op.f('uq_data_key_group_generation')),
    sqlite_autoincrement=True
    )


def downgrade() -> None:
    op.drop_table('data_key')
