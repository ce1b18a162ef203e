"""Informing the State concerned, doing without, and views of what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.incident.informing import Inform, acknowledged, informed, waived
from coordination.incident.stage import Stage
from coordination.incident.stance import View, addressed, latest, partner, stated
from coordination.parties import Role
from coordination.refused import Refused
from tests.coordination.incidents import (
    CHAIR,
    LATER,
    NL,
    NOW,
    REPLY,
    XV,
    aware,
    hat,
    incident,
    stance,
    telling,
)

FIELDS = ("authority", "channel", "at", "text_hash", "language")


@pytest.mark.rule("T-24")
def test_informing_a_state_moves_the_incident_and_names_the_state() -> None:
    after = aware()
    assert after.stage is Stage.STATE_INFORMED
    assert after.uninformed == ()


@pytest.mark.rule("T-25")
@given(absent=st.sets(st.sampled_from(FIELDS)))
def test_a_record_is_complete_only_with_every_field_and_the_acknowledgement(
    absent: set[str],
) -> None:
    told = replace(telling(), **dict.fromkeys(absent))  # type: ignore[arg-type]
    _, record, said = informed(incident(), told, NL, NOW, REPLY)
    assert not record.adequate
    assert [(w.rule, w.asks) for w in said] == [("T-25", False)]
    complete, _ = acknowledged(record, XV, LATER, REPLY)
    assert complete.adequate == (not absent)


@pytest.mark.rule("T-25")
def test_only_the_informed_state_acknowledges_and_only_once() -> None:
    _, record, _ = informed(incident(), telling(), NL, NOW, REPLY)
    with pytest.raises(Refused):
        acknowledged(record, NL, LATER, REPLY)
    done, said = acknowledged(record, XV, LATER, REPLY)
    assert said == ()
    with pytest.raises(Refused):
        acknowledged(done, XV, LATER, REPLY)


def test_a_state_is_not_told_in_the_future_nor_one_that_is_not_concerned() -> None:
    with pytest.raises(Refused):
        informed(incident(), telling(at=LATER), NL, NOW, REPLY)
    with pytest.raises(Refused):
        informed(incident(), telling(state="CO"), NL, NOW, REPLY)


@pytest.mark.rule("T-30")
def test_an_embassy_does_not_inform_for_its_state() -> None:
    with pytest.raises(Refused) as no:
        informed(incident(), telling(), hat("FR", Role.EMBASSY), NOW, REPLY)
    assert no.value.rule == "T-30"


@pytest.mark.rule("T-24")
def test_only_the_chair_waives_informing_and_says_why() -> None:
    after, waiver = waived(incident(), "XV", CHAIR, "Risk to an investigation.", NOW)
    assert (after.stage, after.waived) == (Stage.INFORM_WAIVED, ("XV",))
    assert waiver.reason == "Risk to an investigation."
    with pytest.raises(Refused):
        waived(incident(), "XV", NL, "Risk.", NOW)
    with pytest.raises(Refused):
        waived(incident(), "XV", CHAIR, "", NOW)


@pytest.mark.rule("T-26")
def test_there_is_no_stance_of_a_state_that_is_not_informed() -> None:
    unaware = incident(stage=Stage.CONSULTATION)
    with pytest.raises(Refused) as no:
        stated(unaware, stance(View.ADDRESSING), NL, [], NOW)
    assert no.value.rule == "stage"
    assert no.value.instead


@pytest.mark.rule("T-26")
def test_a_view_is_that_of_the_party_that_speaks() -> None:
    with pytest.raises(Refused):
        stated(aware(), stance(View.ADDRESSING, "CA"), NL, [], LATER)
    view, said = stated(aware(), stance(View.DISPUTES, "XV"), XV, [], LATER)
    assert view.own
    assert said == ()
    with pytest.raises(Refused):
        stated(aware(), stance(View.NO_REPLY, "XV"), XV, [], LATER)


@pytest.mark.rule("T-26")
def test_a_view_without_evidence_is_recorded_with_a_reminder() -> None:
    _, said = stated(aware(), stance(View.ADDRESSING), NL, [], LATER)
    assert [(w.rule, w.asks) for w in said] == [("T-26", False)]


@pytest.mark.rule("T-27")
def test_neglecting_asks_for_a_reason_before_the_reply_time_is_over() -> None:
    _, record, _ = informed(incident(), telling(), NL, NOW, REPLY)
    complete, _ = acknowledged(record, XV, LATER, REPLY)
    view = stance(View.NEGLECTING, evidence="REP-1")

    def asks(informs: list[Inform], now: datetime) -> bool:
        return any(w.asks for w in stated(aware(), view, NL, informs, now)[1])

    assert asks([complete], LATER)
    assert asks([record], REPLY)
    assert asks([], REPLY)
    assert not asks([complete], REPLY)


@pytest.mark.rule("T-27")
def test_lacking_means_points_to_assistance_first() -> None:
    _, said = stated(aware(), stance(View.LACKS_MEANS, "XV"), XV, [], LATER)
    assert [(w.rule, w.asks) for w in said] == [("T-27", False)]


@given(views=st.lists(st.sampled_from(View), min_size=1, max_size=5))
def test_each_authors_newest_view_counts(views: list[View]) -> None:
    step = LATER - NOW
    said = [stance(view, at=NOW + n * step) for n, view in enumerate(views)]
    assert [s.view for s in latest(reversed(said), "XV")] == [views[-1]]


@pytest.mark.rule("DR-22")
def test_a_state_concerned_is_a_partner_once_informed_and_while_it_takes_part() -> None:
    assert not partner(incident(), "XV", [])
    assert partner(aware(), "XV", [])
    assert partner(aware(), "XV", [stance(View.ADDRESSING, "XV"), stance(View.NEGLECTING)])
    assert not partner(aware(), "XV", [stance(View.NEGLECTING)])
    assert not partner(aware(), "XV", [stance(View.DISPUTES, "XV")])


def test_it_is_addressed_only_by_a_view_with_evidence() -> None:
    assert not addressed(aware(), [stance(View.ADDRESSING)])
    assert addressed(aware(), [stance(View.ADDRESSING, evidence="decree 12")])
