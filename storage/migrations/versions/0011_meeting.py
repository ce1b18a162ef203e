"""Make the tables of meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0011_meeting"
down_revision = '0010_incident'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('meeting',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('incident', sa.Text(), nullable=True),
    sa.Column('kind', sa.Enum('roundtable', 'central_authorities_concerned', 'consultation', 'status_meeting', 'embassies_consulates', 'bilateral_working_meeting', 'ad_hoc_working_group', 'horizontal_SO', 'horizontal_RS', 'seminar', 'conference', 'training', 'workshop', 'study_visit_mission', 'special_commission', 'disposition_meeting', 'joint_committee', 'back_to_back_block', name='meetingkind', native_enum=False, length=60), nullable=False),
    sa.Column('stage', sa.Enum('proposed', 'availability', 'convened', 'held', 'minutes_draft', 'minutes_comments', 'minutes_adopted', 'conclusions_adopted', 'archived', 'postponed', 'cancelled', 'adjourned_no_quorum', name='stage', native_enum=False, length=60), nullable=False),
    sa.Column('label', sa.Enum('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED', name='tlp', native_enum=False, length=60), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('band_from', sa.Integer(), nullable=False),
    sa.Column('band_to', sa.Integer(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('hidden', sa.Boolean(), nullable=False),
    sa.Column('about_children', sa.Boolean(), nullable=False),
    sa.Column('start', sa.BigInteger(), nullable=True),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('invitees', sa.JSON(), nullable=False),
    sa.Column('proposed_by', sa.Text(), nullable=False),
    sa.Column('proposed_at', sa.BigInteger(), nullable=False),
    sa.Column('written', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting'))
    )
    op.create_index('ix_meeting_group', 'meeting', ['group', 'stage', 'proposed_at'], unique=False)
    op.create_index('ix_meeting_incident', 'meeting', ['incident', 'proposed_at'], unique=False)
    op.create_table('meeting_answer',
    sa.Column('meeting', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('start', sa.BigInteger(), nullable=False),
    sa.Column('availability', sa.Enum('yes', 'if_need_be', 'no', name='availability', native_enum=False, length=60), nullable=False),
    sa.ForeignKeyConstraint(['meeting'], ['meeting.id'], name=op.f('fk_meeting_answer_meeting')),
    sa.PrimaryKeyConstraint('meeting', 'number', name=op.f('pk_meeting_answer'))
    )
    op.create_table('meeting_attendance',
    sa.Column('meeting', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person', sa.Text(), nullable=False),
    sa.Column('party', sa.Text(), nullable=True),
    sa.Column('organisation', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['meeting'], ['meeting.id'], name=op.f('fk_meeting_attendance_meeting')),
    sa.PrimaryKeyConstraint('meeting', 'number', name=op.f('pk_meeting_attendance'))
    )
    op.create_table('meeting_offered',
    sa.Column('meeting', sa.Text(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('start', sa.BigInteger(), nullable=False),
    sa.Column('burden', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting'], ['meeting.id'], name=op.f('fk_meeting_offered_meeting')),
    sa.PrimaryKeyConstraint('meeting', 'place', name=op.f('pk_meeting_offered'))
    )


def downgrade() -> None:
    op.drop_table('meeting_offered')
    op.drop_table('meeting_attendance')
    op.drop_table('meeting_answer')
    op.drop_table('meeting')
