"""Make the tables of thing."""

import sqlalchemy as sa
from alembic import op

revision = "0019_thing"
down_revision = '0018_search'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('thing',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thing'))
    )


def downgrade() -> None:
    op.drop_table('thing')
