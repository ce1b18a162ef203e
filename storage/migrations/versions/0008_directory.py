"""Make the tables of directory."""

import sqlalchemy as sa
from alembic import op

revision = "0008_directory"
down_revision = '0007_directory'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('directory_member',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('party', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_member'))
    )
    op.create_index('uq_directory_member_stands', 'directory_member', ['group', 'party'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_organisation',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('association', sa.Boolean(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_organisation'))
    )
    op.create_index('uq_directory_organisation_stands', 'directory_organisation', ['id'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_party',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('country', sa.String(), nullable=False),
    sa.Column('authority', sa.JSON(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('capital', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('capacity', sa.String(), nullable=True),
    sa.Column('closures', sa.JSON(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_party'))
    )
    op.create_index('uq_directory_party_stands', 'directory_party', ['scope', 'code'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_person',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('quiet_from', sa.Integer(), nullable=False),
    sa.Column('quiet_to', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_person'))
    )
    op.create_index('uq_directory_person_stands', 'directory_person', ['id'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_place',
    sa.Column('room', sa.String(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('remote', sa.String(), nullable=True),
    sa.Column('trusted', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('since', sa.BigInteger(), nullable=True),
    sa.Column('unsafe', sa.JSON(none_as_null=True), nullable=True),
    sa.PrimaryKeyConstraint('room', name=op.f('pk_directory_place'))
    )
    op.create_index('uq_directory_place_remote', 'directory_place', ['platform', 'remote'], unique=True)
    op.create_table('directory_room',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('group', sa.String(), nullable=True),
    sa.Column('sees', sa.Enum('parties', 'everybody', 'concerned', 'party', 'embassies', 'observers', 'operators', 'direct', name='sees', native_enum=False, length=40), nullable=False),
    sa.Column('ceiling', sa.Enum('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED', name='tlp', native_enum=False, length=40), nullable=False),
    sa.Column('party', sa.String(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('remote', sa.String(), nullable=True),
    sa.Column('without', sa.JSON(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_room'))
    )
    op.create_index('ix_directory_room_group', 'directory_room', ['group'], unique=False)
    op.create_index('uq_directory_room_stands', 'directory_room', ['id'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('setting',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_setting'))
    )


def downgrade() -> None:
    op.drop_table('setting')
    op.drop_table('directory_room')
    op.drop_table('directory_place')
    op.drop_table('directory_person')
    op.drop_table('directory_party')
    op.drop_table('directory_organisation')
    op.drop_table('directory_member')
