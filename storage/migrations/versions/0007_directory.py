"""Make the tables of directory."""

import sqlalchemy as sa
from alembic import op

revision = "0007_directory"
down_revision = '0006_deadline'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('directory_account',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_account'))
    )
    op.create_index('ix_directory_account_person', 'directory_account', ['person', 'platform'], unique=False)
    op.create_index('uq_directory_account_stands', 'directory_account', ['platform', 'account'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_body',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('accredited_by', sa.String(), nullable=False),
    sa.Column('authorised_by', sa.JSON(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_body'))
    )
    op.create_index('uq_directory_body_stands', 'directory_body', ['id'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_changes',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directory_changes'))
    )
    op.create_table('directory_choice',
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=True),
    sa.Column('zone', sa.String(), nullable=True),
    sa.Column('quiet_from', sa.Integer(), nullable=True),
    sa.Column('quiet_to', sa.Integer(), nullable=True),
    sa.Column('welcomed_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_directory_choice'))
    )
    op.create_table('directory_cooperation',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('party', sa.String(), nullable=False),
    sa.Column('partner', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_cooperation'))
    )
    op.create_index('ix_directory_cooperation_partner', 'directory_cooperation', ['partner'], unique=False)
    op.create_index('uq_directory_cooperation_stands', 'directory_cooperation', ['party', 'partner'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_credential',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('role', sa.Enum('ca_officer', 'agency_officer', 'voter', 'alternate', 'chair', 'coordinator', 'secretariat', 'embassy', 'observer', 'association', 'state_concerned_delegate', 'national_rapporteur', 'auditor', 'sysadmin', 'clock', name='role', native_enum=False, length=40), nullable=False),
    sa.Column('party', sa.String(), nullable=True),
    sa.Column('organisation', sa.String(), nullable=True),
    sa.Column('can_commit', sa.Boolean(), nullable=False),
    sa.Column('reference', sa.String(), nullable=False),
    sa.Column('declared_from', sa.BigInteger(), nullable=True),
    sa.Column('declared_to', sa.BigInteger(), nullable=True),
    sa.Column('valid_from', sa.BigInteger(), nullable=False),
    sa.Column('valid_to', sa.BigInteger(), nullable=True),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_credential'))
    )
    op.create_index('ix_directory_credential_group', 'directory_credential', ['group', 'party', 'role', 'valid_from'], unique=False)
    op.create_index('ix_directory_credential_person', 'directory_credential', ['person', 'valid_from'], unique=False)
    op.create_index('ix_directory_credential_role', 'directory_credential', ['role', 'valid_from'], unique=False)
    op.create_index('uq_directory_credential_stands', 'directory_credential', ['id'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
    op.create_table('directory_group',
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('kind', sa.Enum('interstate', 'national', name='kind', native_enum=False, length=40), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('terms', sa.JSON(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('superseded_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('row', name=op.f('pk_directory_group'))
    )
    op.create_index('uq_directory_group_stands', 'directory_group', ['id'], unique=True, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))


def downgrade() -> None:
    op.drop_table('directory_group')
    op.drop_table('directory_credential')
    op.drop_table('directory_cooperation')
    op.drop_table('directory_choice')
    op.drop_table('directory_changes')
    op.drop_table('directory_body')
    op.drop_table('directory_account')
