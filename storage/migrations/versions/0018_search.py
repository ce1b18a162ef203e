"""Make the tables of search."""

import sqlalchemy as sa
from alembic import op

revision = "0018_search"
down_revision = '0017_sealed'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('search_word',
    sa.Column('thing', sa.Text(), nullable=False),
    sa.Column('word', sa.LargeBinary(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('thing', 'word', name=op.f('pk_search_word'))
    )
    op.create_index('ix_search_word_newest', 'search_word', ['group', 'word', 'at', 'thing'], unique=False)


def downgrade() -> None:
    op.drop_table('search_word')
