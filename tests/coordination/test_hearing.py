"""Organisations are asked with a text of their own, and what they say stands in their name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.incident.hearing import (
    Heard,
    Hearing,
    answered,
    approached,
    current,
    declined,
    drafted,
    left_out,
    released,
    viewed,
    voices,
)
from coordination.incident.idle import idle
from coordination.incident.stage import Stage
from coordination.parties import Role
from coordination.refused import Refused
from coordination.tlp import Tlp
from tests.coordination.incidents import CHAIR, NL, NOW, aware, hat, incident, report

LATER = NOW + timedelta(days=1)


def draft(label: Tlp = Tlp.GREEN, organisation: str = "voices") -> Hearing:
    return drafted(incident(), organisation, "What would you want to be asked?", label, NL, NOW)


@pytest.mark.rule("T-33")
@given(st.sampled_from(Tlp))
def test_no_organisation_is_sent_what_is_for_authorities_alone(label: Tlp) -> None:
    if label in (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER):
        assert draft(label).label is label
    else:
        with pytest.raises(Refused, match="T-33"):
            draft(label)


@pytest.mark.rule("T-31", "T-32")
def test_nothing_leaves_before_the_chair_approves_it() -> None:
    with pytest.raises(Refused, match="mandate"):
        released(draft(), NL, NOW)
    with pytest.raises(Refused, match="stage"):
        viewed(draft(), "We were never asked.", "p", NOW)
    assert released(draft(), CHAIR, NOW).heard is Heard.ASKED


@pytest.mark.rule("T-31")
def test_a_view_is_recorded_with_its_author_and_the_answer_to_it() -> None:
    asked = released(draft(), CHAIR, NOW)
    said = viewed(asked, "Records first.", "voices1", LATER)
    assert (said.heard, said.viewed_by, said.view) == (Heard.HEARD, "voices1", "Records first.")
    done = answered(said, "§2 now begins with records.", CHAIR, LATER)
    assert done.answer
    with pytest.raises(Refused, match="stage"):
        answered(asked, "Thank you", CHAIR, LATER)
    later = viewed(declined(asked, "", "voices1", LATER), "We have thought again.", "v", LATER)
    assert later.heard is Heard.HEARD


@pytest.mark.rule("T-32")
def test_only_an_association_that_was_asked_counts_as_one() -> None:
    asked = released(draft(), CHAIR, NOW)
    other = released(draft(organisation="iss"), CHAIR, NOW)
    without = left_out(incident(), "voices", "None is known", CHAIR, NOW)
    assert voices([asked], ["voices"])
    assert voices([declined(asked, "", "v", NOW)], ["voices"])
    for several in ([], [draft()], [other], [without]):
        assert not voices(several, ["voices"])
    with pytest.raises(Refused, match="form"):
        left_out(incident(), "voices", " ", CHAIR, NOW)


@pytest.mark.rule("T-33")
def test_an_organisation_drafts_nothing_in_the_name_of_the_group() -> None:
    with pytest.raises(Refused, match="T-33"):
        drafted(incident(), "iss", "Ours", Tlp.GREEN, hat(None, Role.ASSOCIATION), NOW)


@pytest.mark.rule("T-53")
def test_the_reminder_comes_once_when_information_was_exchanged_and_nothing_followed() -> None:
    one, two = report("NL"), report("CA", "REP-2")
    assert idle(incident(), [one, two], followed=False, reminded=False)
    assert idle(aware(), [one], followed=False, reminded=False)
    for quiet in (
        idle(incident(), [one], followed=False, reminded=False),
        idle(incident(), [one, two], followed=True, reminded=False),
        idle(incident(), [one, two], followed=False, reminded=True),
        idle(incident(stage=Stage.CLOSED), [one, two], followed=False, reminded=False),
    ):
        assert not quiet


@pytest.mark.rule("T-31")
def test_a_later_view_stands_beside_the_first_and_the_answer_to_that_one_is_not_its_own() -> None:
    first = viewed(released(draft(), CHAIR, NOW), "Records first.", "voices1", NOW)
    done = answered(first, "§2 now begins with records.", CHAIR, NOW)
    later = viewed(done, "Fees as well.", "voices1", LATER)
    assert (later.view, later.answer, later.answered_at) == ("Fees as well.", "", None)
    assert later.at == LATER
    assert current([done, later])["voices"] is later


@pytest.mark.rule("T-31")
def test_what_was_heard_by_an_instant_holds_nothing_of_what_came_after_it() -> None:
    asked = released(draft(), CHAIR, NOW)
    heard = viewed(asked, "Records first.", "voices1", LATER)
    again = viewed(heard, "Fees as well.", "voices1", LATER + timedelta(days=1))
    late = released(draft(organisation="iss"), CHAIR, LATER)
    not_asked = left_out(incident(), "acme", "It was dissolved", CHAIR, LATER)
    several = [heard, again, late, not_asked]
    assert {o: one.heard for o, one in approached(several, NOW).items()} == {"voices": Heard.ASKED}
    assert approached(several, LATER)["voices"].view == "Records first."
    assert approached(several)["voices"].view == "Fees as well."
    assert approached(several)["acme"].heard is Heard.NOT_ASKED
    turned = declined(asked, "No", "voices1", LATER)
    assert approached([turned], NOW)["voices"].heard is Heard.ASKED


@pytest.mark.rule("T-31", "T-32")
def test_a_further_draft_takes_nothing_from_what_was_asked_before() -> None:
    heard = viewed(released(draft(), CHAIR, NOW), "Records first.", "voices1", LATER)
    assert approached([heard, draft()])["voices"].heard is Heard.HEARD
    assert voices([heard, draft()], ["voices"])
