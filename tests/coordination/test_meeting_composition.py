"""Who should be at the table (T-12, T-14, T-16, T-28, U-32, U-34)."""

from __future__ import annotations

import pytest

from coordination.meeting.composition import (
    Sector,
    check_capacity,
    lacks_child_focus,
    missing_parties,
    missing_sectors,
)
from coordination.meeting.kinds import MeetingKind, agenda_template
from coordination.refused import Refused
from tests.coordination.capitals import EIGHT, NINE


@pytest.mark.rule("T-12")
def test_there_are_eighteen_kinds_and_the_roundtable_comes_first() -> None:
    assert len(MeetingKind) == 18
    assert next(iter(MeetingKind)) is MeetingKind.ROUNDTABLE


@pytest.mark.rule("T-14")
def test_a_working_meeting_s_agenda_has_the_toolkit_s_three_items() -> None:
    items = [said.msgid for said in agenda_template(MeetingKind.BILATERAL_WORKING_MEETING)]
    assert items == ["meeting.agenda.methods", "meeting.agenda.factors", "meeting.agenda.channel"]
    assert agenda_template(MeetingKind.CONFERENCE) == ()


@pytest.mark.rule("T-16")
def test_a_horizontal_meeting_is_for_states_of_that_capacity() -> None:
    capacities = {"CO": "SO", "PH": "SO,RS", "NL": "RS", "AU": None}
    with pytest.raises(Refused) as refused:
        check_capacity(MeetingKind.HORIZONTAL_SO, capacities)
    assert refused.value.said["parties"] == ("AU", "NL")
    check_capacity(MeetingKind.HORIZONTAL_SO, {"CO": "SO", "PH": "SO,RS"})
    check_capacity(MeetingKind.ROUNDTABLE, capacities)


@pytest.mark.rule("T-28")
def test_authorities_concerned_that_are_not_invited_are_named() -> None:
    assert missing_parties(NINE, EIGHT) == ("XV",)
    assert missing_parties(EIGHT, NINE) == ()


@pytest.mark.rule("U-32")
def test_missing_sectors_are_listed_in_the_source_s_order() -> None:
    invited = [Sector.HEALTH, Sector.INTERIOR, Sector.NATIONAL_NGO, Sector.OTHER_OFFICE]
    assert missing_sectors(invited) == (
        Sector.FOREIGN_AFFAIRS,
        Sector.SOCIAL_AFFAIRS,
        Sector.LABOUR,
        Sector.INTERNATIONAL_NGO,
        Sector.INTERNATIONAL_ORGANISATION,
    )
    assert missing_sectors(Sector) == ()


@pytest.mark.rule("U-34")
def test_only_a_meeting_on_children_lacks_a_child_focused_organisation() -> None:
    assert lacks_child_focus(about_children=True, child_focused=0)
    assert not lacks_child_focus(about_children=True, child_focused=1)
    assert not lacks_child_focus(about_children=False, child_focused=0)
