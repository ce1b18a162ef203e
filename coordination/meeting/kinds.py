"""The kinds of meetings, and what each asks for (T-12 … T-17)."""

from __future__ import annotations

from enum import StrEnum

from coordination.said import Said


class MeetingKind(StrEnum):
    """What a meeting is (T-12)."""

    ROUNDTABLE = "roundtable"
    CENTRAL_AUTHORITIES_CONCERNED = "central_authorities_concerned"
    CONSULTATION = "consultation"
    STATUS_MEETING = "status_meeting"
    EMBASSIES_CONSULATES = "embassies_consulates"
    BILATERAL_WORKING_MEETING = "bilateral_working_meeting"
    AD_HOC_WORKING_GROUP = "ad_hoc_working_group"
    HORIZONTAL_SO = "horizontal_SO"
    HORIZONTAL_RS = "horizontal_RS"
    SEMINAR = "seminar"
    CONFERENCE = "conference"
    TRAINING = "training"
    WORKSHOP = "workshop"
    STUDY_VISIT_MISSION = "study_visit_mission"
    SPECIAL_COMMISSION = "special_commission"
    DISPOSITION_MEETING = "disposition_meeting"
    JOINT_COMMITTEE = "joint_committee"
    BACK_TO_BACK_BLOCK = "back_to_back_block"


CAPACITY = {MeetingKind.HORIZONTAL_SO: "SO", MeetingKind.HORIZONTAL_RS: "RS"}
"""The capacity that every invited State must have: of origin, or receiving (T-16)."""

TRACKED_ONLY = frozenset({MeetingKind.SPECIAL_COMMISSION})
"""Kinds that somebody else convenes: the Secretary General of the HCCH (T-17)."""

_AGENDA = {
    MeetingKind.BILATERAL_WORKING_MEETING: ("methods", "factors", "channel"),
    MeetingKind.CENTRAL_AUTHORITIES_CONCERNED: ("incident", "response", "commitments"),
    MeetingKind.ROUNDTABLE: ("incident", "response", "commitments"),
    MeetingKind.CONSULTATION: ("incident", "views"),
    MeetingKind.STATUS_MEETING: ("commitments",),
}


def agenda_template(kind: MeetingKind) -> tuple[Said, ...]:
    """The agenda that such a meeting begins with; T-14 fixes the working meeting's."""
    return tuple(Said(f"meeting.agenda.{item}") for item in _AGENDA.get(kind, ()))
