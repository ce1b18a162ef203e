"""Make the tables of incident."""

import sqlalchemy as sa
from alembic import op

revision = "0010_incident"
down_revision = '0009_draft'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('incident',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=False),
    sa.Column('concerned', sa.Text(), nullable=False),
    sa.Column('scope', sa.Enum('individual_case', 'pattern', name='scope', native_enum=False, length=60), nullable=False),
    sa.Column('timing', sa.Enum('ongoing', 'past', 'both', 'unknown', name='timing', native_enum=False, length=60), nullable=False),
    sa.Column('practices', sa.Text(), nullable=False),
    sa.Column('stage', sa.Enum('suspected', 'substantiated', 'unfounded', 'state_informed', 'inform_waived', 'consultation', 'response_proposed', 'adopted', 'in_force', 'under_review', 'lifted', 'closed', name='stage', native_enum=False, length=60), nullable=False),
    sa.Column('label', sa.Enum('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED', name='tlp', native_enum=False, length=60), nullable=False),
    sa.Column('originator', sa.Text(), nullable=True),
    sa.Column('opened_by', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('informed', sa.Text(), nullable=False),
    sa.Column('waived', sa.Text(), nullable=False),
    sa.Column('verified', sa.Boolean(), nullable=False),
    sa.Column('caucus_reason', sa.LargeBinary(), nullable=True),
    sa.Column('kept', sa.Boolean(), nullable=False),
    sa.Column('invited', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incident'))
    )
    op.create_index('ix_incident_group', 'incident', ['group', 'opened_at', 'id'], unique=False)
    op.create_index('ix_incident_stage', 'incident', ['group', 'stage', 'opened_at', 'id'], unique=False)
    op.create_table('incident_code',
    sa.Column('incident', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['incident'], ['incident.id'], name=op.f('fk_incident_code_incident')),
    sa.PrimaryKeyConstraint('incident', 'code', name=op.f('pk_incident_code'))
    )
    op.create_index('ix_incident_code_found', 'incident_code', ['group', 'code', 'opened_at', 'incident'], unique=False)
    op.create_table('incident_item',
    sa.Column('incident', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['incident'], ['incident.id'], name=op.f('fk_incident_item_incident')),
    sa.PrimaryKeyConstraint('incident', 'number', name=op.f('pk_incident_item'))
    )
    op.create_table('report',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=False),
    sa.Column('kind', sa.Enum('practice_and_procedure', 'seminar_or_workshop_report', 'law_enforcement_activity_public', 'experience_with_state_or_aab', 'mission_report', 'suspected_practice_report', 'cause_report', 'investigation_result', 'action_taken', name='reportkind', native_enum=False, length=60), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('basis', sa.Enum('fact', 'assessment', 'hearsay', name='basis', native_enum=False, length=60), nullable=False),
    sa.Column('sources', sa.Enum('confirmed', 'unconfirmed', 'protected', name='sources', native_enum=False, length=60), nullable=False),
    sa.Column('practices', sa.Text(), nullable=False),
    sa.Column('factors', sa.Text(), nullable=False),
    sa.Column('bodies', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=True),
    sa.Column('person', sa.Boolean(), nullable=False),
    sa.Column('label', sa.Enum('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED', name='tlp', native_enum=False, length=60), nullable=False),
    sa.Column('party', sa.Text(), nullable=True),
    sa.Column('organisation', sa.Text(), nullable=True),
    sa.Column('filed_by', sa.Text(), nullable=False),
    sa.Column('filed_at', sa.BigInteger(), nullable=False),
    sa.Column('withdrawn_at', sa.BigInteger(), nullable=True),
    sa.Column('withdrawn_why', sa.LargeBinary(), nullable=True),
    sa.Column('corrects', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['incident'], ['incident.id'], name=op.f('fk_report_incident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report'))
    )
    op.create_index('ix_report_incident', 'report', ['incident', 'filed_at', 'id'], unique=False)


def downgrade() -> None:
    op.drop_table('report')
    op.drop_table('incident_item')
    op.drop_table('incident_code')
    op.drop_table('incident')
