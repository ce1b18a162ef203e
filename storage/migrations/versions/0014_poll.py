"""Make the tables of poll."""

import sqlalchemy as sa
from alembic import op

revision = "0014_poll"
down_revision = '0013_outbox'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('poll',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('response', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=True),
    sa.Column('rule', sa.Enum('simple_majority', 'absolute_majority', 'two_thirds', 'qualified', 'unanimity', 'unanimity_of_votes_cast', 'consensus', 'consensus_of_others', 'silence', name='rule', native_enum=False, length=60), nullable=False),
    sa.Column('basis', sa.Enum('present_and_voting', 'participating', 'eligible', name='votebasis', native_enum=False, length=60), nullable=False),
    sa.Column('ratio_p', sa.Integer(), nullable=False),
    sa.Column('ratio_q', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('quorum', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('closes_at', sa.BigInteger(), nullable=False),
    sa.Column('grace_seconds', sa.Integer(), nullable=False),
    sa.Column('sponsor', sa.Text(), nullable=False),
    sa.Column('stage', sa.Enum('draft', 'frozen', 'announced', 'open', 'adopted', 'not_adopted', 'tie_not_adopted', 'lapsed_no_quorum', 'adopted_ad_referendum', 'broken', 'withdrawn', 'annulled', name='stage', native_enum=False, length=60), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('extended', sa.Boolean(), nullable=False),
    sa.Column('fallback', sa.Enum('simple_majority', 'absolute_majority', 'two_thirds', 'qualified', 'unanimity', 'unanimity_of_votes_cast', 'consensus', 'consensus_of_others', 'silence', name='rule', native_enum=False, length=60), nullable=True),
    sa.Column('second_vote_on_tie', sa.Boolean(), nullable=False),
    sa.Column('roll_call_for_all', sa.Boolean(), nullable=False),
    sa.Column('previous', sa.Text(), nullable=True),
    sa.Column('successor', sa.Text(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('closed_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_poll')),
    sa.UniqueConstraint('group', 'number', name=op.f('uq_poll_group_number'))
    )
    op.create_index('ix_poll_closed', 'poll', ['group', 'closed_at'], unique=False)
    op.create_index('ix_poll_open', 'poll', ['group', 'closes_at'], unique=False, sqlite_where=sa.text("stage = 'open'"), postgresql_where=sa.text("stage = 'open'"))
    op.create_index('ix_poll_response', 'poll', ['response', 'opened_at'], unique=False)
    op.create_table('poll_credential',
    sa.Column('poll', sa.Text(), nullable=False),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('credential', sa.Text(), nullable=False),
    sa.Column('role', sa.Enum('ca_officer', 'agency_officer', 'voter', 'alternate', 'chair', 'coordinator', 'secretariat', 'embassy', 'observer', 'association', 'state_concerned_delegate', 'national_rapporteur', 'auditor', 'sysadmin', 'clock', name='role', native_enum=False, length=60), nullable=False),
    sa.PrimaryKeyConstraint('poll', 'party', 'credential', name=op.f('pk_poll_credential'))
    )
    op.create_table('poll_party',
    sa.Column('poll', sa.Text(), nullable=False),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('excluded', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('poll', 'party', name=op.f('pk_poll_party'))
    )
    op.create_table('poll_position',
    sa.Column('poll', sa.Text(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('channel', sa.Enum('note', 'letter', 'email', 'call', name='letterchannel', native_enum=False, length=60), nullable=False),
    sa.Column('entered_by', sa.Text(), nullable=False),
    sa.Column('credential', sa.Text(), nullable=False),
    sa.Column('answer', sa.Enum('yes', 'no', 'abstain', 'not_participating', 'object', 'amend', name='answer', native_enum=False, length=60), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('confirmed_by', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('poll', 'seq', name=op.f('pk_poll_position'))
    )
    op.create_table('poll_statement',
    sa.Column('poll', sa.Text(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('person', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('correction', sa.Boolean(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('poll', 'seq', name=op.f('pk_poll_statement'))
    )
    op.create_table('poll_vote',
    sa.Column('poll', sa.Text(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('person', sa.Text(), nullable=False),
    sa.Column('credential', sa.Text(), nullable=False),
    sa.Column('answer', sa.Enum('yes', 'no', 'abstain', 'not_participating', 'object', 'amend', name='answer', native_enum=False, length=60), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=True),
    sa.Column('in_grace', sa.Boolean(), nullable=False),
    sa.Column('how', sa.Enum('platform', 'letter', name='how', native_enum=False, length=60), nullable=False),
    sa.Column('confirmed_by', sa.Text(), nullable=True),
    sa.Column('ad_referendum', sa.Boolean(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('poll', 'seq', name=op.f('pk_poll_vote'))
    )


def downgrade() -> None:
    op.drop_table('poll_vote')
    op.drop_table('poll_statement')
    op.drop_table('poll_position')
    op.drop_table('poll_party')
    op.drop_table('poll_credential')
    op.drop_table('poll')
