"""Consultation, decisions, closing and reopening."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coordination.incident.consulting import caucused, consulted, decided, withdrawn
from coordination.incident.ending import Left, Reopened, closed, have_entered, reopened
from coordination.incident.stage import Stage
from coordination.incident.stance import View
from coordination.incident.thread import LinkKind, entered, linked, updated
from coordination.parties import Role
from coordination.refused import Refused
from coordination.tlp import Tlp
from tests.coordination.incidents import CA, CHAIR, NL, NOW, aware, hat, incident, stance

PARTIES = ("NL", "CA", "IT")


@pytest.mark.rule("T-24", "T-28")
def test_consultation_may_come_before_information_and_says_so() -> None:
    after, said = consulted(incident(), CHAIR, uninvited=("IT",))
    assert after.stage is Stage.CONSULTATION
    assert [(w.rule, w.asks) for w in said] == [("T-24", False), ("T-28", False)]
    assert consulted(aware(), CHAIR)[1] == ()
    with pytest.raises(Refused):
        consulted(incident(), NL)


@pytest.mark.rule("DR-22")
def test_a_caucus_needs_the_chairs_recorded_reason() -> None:
    assert caucused(aware(), CHAIR, "Text on the State itself.").caucus_reason
    with pytest.raises(Refused):
        caucused(aware(), CHAIR, " ")
    with pytest.raises(Refused):
        caucused(aware(), NL, "We prefer it.")


@pytest.mark.rule("DR-27")
def test_each_item_is_decided_for_itself() -> None:
    proposed = incident(stage=Stage.RESPONSE_PROPOSED)
    assert decided(proposed, adopted=False, still_proposed=True).stage is Stage.RESPONSE_PROPOSED
    assert decided(proposed, adopted=False, still_proposed=False).stage is Stage.CONSULTATION
    assert withdrawn(proposed, still_proposed=False).stage is Stage.CONSULTATION
    adopted = decided(proposed, adopted=True, still_proposed=True)
    assert adopted.stage is Stage.ADOPTED
    assert decided(adopted, adopted=False, still_proposed=False).stage is Stage.ADOPTED


@pytest.mark.rule("T-45")
def test_closing_prints_missing_entries_and_does_not_wait() -> None:
    after, said = closed(incident(stage=Stage.LIFTED), CHAIR, [], PARTIES, ["NL"], Left())
    assert after.stage is Stage.CLOSED
    assert [(w.rule, w.asks, w.said["parties"]) for w in said] == [("T-45", False, ("CA", "IT"))]
    assert closed(incident(stage=Stage.LIFTED), CHAIR, [], PARTIES, PARTIES, Left())[1] == ()


def test_an_informed_incident_closes_only_when_it_is_addressed_with_evidence() -> None:
    with pytest.raises(Refused) as no:
        closed(aware(), CHAIR, [stance(View.ADDRESSING)], PARTIES, PARTIES, Left())
    assert no.value.rule == "stage"
    shown = stance(View.ADDRESSING, evidence="decree 12")
    assert closed(aware(), CHAIR, [shown], PARTIES, PARTIES, Left())[0].stage is Stage.CLOSED


@pytest.mark.rule("T-40", "T-45")
@pytest.mark.parametrize("stage", [Stage.ADOPTED, Stage.IN_FORCE])
@pytest.mark.parametrize("undecided", [False, True])
@pytest.mark.parametrize("measure", [False, True])
@pytest.mark.parametrize("evidence", ["", "decree 12"])
def test_what_was_adopted_keeps_an_incident_open_only_where_a_decision_is_to_come(
    stage: Stage, undecided: bool, measure: bool, evidence: str
) -> None:
    before, left = replace(aware(), stage=stage), Left(undecided=undecided, measure=measure)
    views = [stance(View.ADDRESSING, evidence=evidence)]
    free = bool(evidence) and not undecided and not measure
    if free:
        assert closed(before, CHAIR, views, PARTIES, PARTIES, left)[0].stage is Stage.CLOSED
        return
    with pytest.raises(Refused) as no:
        closed(before, CHAIR, views, PARTIES, PARTIES, left)
    assert no.value.rule == "stage"


@pytest.mark.rule("T-45")
@pytest.mark.parametrize("stage", [Stage.STATE_INFORMED, Stage.CONSULTATION, Stage.LIFTED])
def test_nothing_is_closed_over_a_proposal_that_waits_for_its_decision(stage: Stage) -> None:
    views = [stance(View.ADDRESSING, evidence="decree 12")]
    before = replace(aware(), stage=stage)
    assert closed(before, CHAIR, views, PARTIES, PARTIES, Left())[0].stage is Stage.CLOSED
    with pytest.raises(Refused) as no:
        closed(before, CHAIR, views, PARTIES, PARTIES, Left(undecided=True))
    assert no.value.said.msgid == "incident.close_after.response_proposed"
    with pytest.raises(Refused) as no:
        closed(before, CHAIR, views, PARTIES, PARTIES, Left(measure=True))
    assert no.value.said.msgid == "incident.close_after.adopted"


def test_only_the_chair_closes_and_any_party_reopens_on_new_facts() -> None:
    with pytest.raises(Refused):
        closed(incident(stage=Stage.LIFTED), CA, [], PARTIES, PARTIES, Left())
    shut = incident(stage=Stage.CLOSED)
    assert reopened(shut, CA, "A third certificate.").stage is Stage.SUSPECTED
    with pytest.raises(Refused):
        reopened(shut, CA, "")
    with pytest.raises(Refused) as no:
        reopened(shut, hat("FR", Role.EMBASSY), "A third certificate.")
    assert no.value.rule == "T-30"


def test_an_update_is_never_less_strict_than_its_incident() -> None:
    assert updated(incident(), "News.", NL, NOW, Tlp.GREEN).label is Tlp.AMBER_STRICT
    assert updated(incident(), "News.", NL, NOW, Tlp.RED).label is Tlp.RED


def test_a_link_leads_to_something_that_the_speaker_sees() -> None:
    assert linked(incident(), "INC-2", LinkKind.RELATED, NL, NOW, ["INC-2"]).to == "INC-2"
    for nowhere in ("INC-3", incident().id):
        with pytest.raises(Refused):
            linked(incident(), nowhere, LinkKind.RELATED, NL, NOW, ["INC-2", incident().id])


@pytest.mark.rule("T-45")
def test_a_party_enters_what_it_did_after_the_close_as_well() -> None:
    assert entered(incident(stage=Stage.CLOSED), "Paused new files.", CA, NOW).party == "CA"


@pytest.mark.rule("T-45")
def test_what_was_entered_before_a_reopening_says_nothing_of_what_came_after() -> None:
    shut = incident(stage=Stage.CLOSED)
    early = entered(shut, "Paused new files.", CA, NOW)
    again = Reopened(shut.id, CA.party, CA.person, NOW + timedelta(days=1))
    late = replace(early, at=NOW + timedelta(days=2))
    assert have_entered([early], []) == {"CA"}
    assert have_entered([early], [again]) == frozenset()
    assert have_entered([early, late], [again]) == {"CA"}
    assert have_entered([late], [again, replace(again, at=NOW + timedelta(days=3))]) == frozenset()
