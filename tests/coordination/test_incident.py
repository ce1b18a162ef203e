"""Opening an incident, its scope and label, and whether the suspicion holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.incident.incident import Scope, Timing
from coordination.incident.opening import (
    Asked,
    answered,
    corrected,
    opened,
    relabelled,
    rescoped,
    to_ask_about,
)
from coordination.incident.stage import LIFECYCLE, Stage
from coordination.incident.verifying import dismissal_proposed, dismissed, verified
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.tlp import Tlp
from tests.coordination.incidents import (
    CA,
    CHAIR,
    ID,
    LATER,
    NL,
    NOW,
    XV,
    hat,
    incident,
    report,
    suspicion,
)

RECORD_ONLY = ("verify", "inform", "waive", "stance")


@pytest.mark.rule("T-37")
def test_timing_has_no_default() -> None:
    with pytest.raises(Refused) as no:
        opened(ID, suspicion(timing=None), NL, NOW)
    assert no.value.rule == "T-37"


@pytest.mark.rule("T-10")
def test_an_incident_is_for_this_groups_authorities_unless_said_otherwise() -> None:
    assert incident().label is Tlp.AMBER_STRICT
    with pytest.raises(Refused) as no:
        opened(ID, suspicion(label=Tlp.GREEN), NL, NOW)
    assert no.value.rule == "T-10"


@pytest.mark.parametrize(
    ("role", "rule"),
    [
        pytest.param(Role.EMBASSY, "T-30", marks=pytest.mark.rule("T-30")),
        pytest.param(Role.OBSERVER, "T-33", marks=pytest.mark.rule("T-33")),
        pytest.param(Role.ASSOCIATION, "T-33", marks=pytest.mark.rule("T-33")),
        pytest.param(Role.RAPPORTEUR, "U-39", marks=pytest.mark.rule("U-39")),
        (Role.SYSADMIN, "mandate"),
    ],
)
def test_who_speaks_for_no_party_opens_no_incident(role: Role, rule: str) -> None:
    with pytest.raises(Refused) as no:
        opened(ID, suspicion(), hat("NL", role), NOW)
    assert no.value.rule == rule


def test_the_chair_opens_an_incident() -> None:
    assert opened(ID, suspicion(), CHAIR, NOW).stage is Stage.SUSPECTED


def test_a_state_that_reports_itself_is_informed_by_that() -> None:
    own = opened(ID, suspicion(concerned=("XV", "CO")), XV, NOW)
    assert own.self_reported
    assert own.informed == ("XV",)
    assert own.uninformed == ("CO",)


@pytest.mark.rule("T-03")
@pytest.mark.parametrize(
    ("reports", "reason", "asks"), [(1, "", 1), (2, "", 0), (1, "two files", 0)]
)
def test_a_pattern_rests_on_two_reports_or_on_a_reason(
    reports: int, reason: str, asks: int
) -> None:
    after, warnings = rescoped(incident(), Scope.PATTERN, reports, reason)
    assert after.scope is Scope.PATTERN
    assert [w.rule for w in warnings if w.asks] == ["T-03"] * asks


@pytest.mark.rule("T-02")
def test_a_pattern_asks_about_every_other_state_that_cooperates() -> None:
    partners = ("NL", "IT", "XV", "FR", "IT")
    assert to_ask_about(incident(scope=Scope.PATTERN), partners) == ("IT", "FR")
    assert to_ask_about(incident(), partners) == ()


@pytest.mark.rule("T-02")
def test_leaving_a_cooperating_state_out_asks_for_a_reason() -> None:
    _, warnings = answered(incident(), "IT", Asked.NO, None, NOW)
    assert [w.rule for w in warnings if w.asks] == ["T-02"]
    assert answered(incident(), "IT", Asked.INVITE, None, NOW)[1] == ()


@pytest.mark.rule("DR-01", "DR-09")
@given(label=st.sampled_from(Tlp), by=st.sampled_from([NL, CA, CHAIR]))
def test_nothing_that_is_being_decided_leaves_the_sight_of_those_who_are_asked(
    label: Tlp, by: Credential
) -> None:
    try:
        after = relabelled(incident(by=CA), label, by, undecided=("POL-7Q4KD3N0Y",))
    except Refused:
        return
    assert after.label is not Tlp.RED


@pytest.mark.rule("T-07", "T-10")
@given(label=st.sampled_from(Tlp), by=st.sampled_from([NL, CA, CHAIR]))
def test_only_the_originator_widens_who_sees_it_and_never_below_amber(
    label: Tlp, by: Credential
) -> None:
    before = incident(by=CA)
    tighter = label.rank >= before.label.rank and (label is not Tlp.RED or by is CA)
    if tighter or (by is CA and label is Tlp.AMBER):
        assert relabelled(before, label, by).label is label
    else:
        with pytest.raises(Refused):
            relabelled(before, label, by)


def test_an_officer_confirms_on_the_reports_of_two_parties() -> None:
    one = [report("NL"), report("NL", "REP-2")]
    with pytest.raises(Refused):
        verified(incident(), NL, one)
    after = verified(incident(), NL, [*one, report("CA", "REP-3")])
    assert (after.stage, after.verified) == (Stage.SUBSTANTIATED, True)


def test_the_chair_confirms_on_one_source_and_a_state_about_itself() -> None:
    assert verified(incident(), CHAIR, [report()]).verified
    own = opened(ID, suspicion(), XV, NOW)
    assert verified(own, XV, []).stage is Stage.SUBSTANTIATED
    with pytest.raises(Refused):
        verified(incident(), XV, [report()])


def test_two_persons_of_two_sides_find_a_suspicion_without_ground() -> None:
    first = dismissal_proposed(incident(by=CA), CA, "A clerical error.", NOW)
    with pytest.raises(Refused):
        dismissed(incident(by=CA), first, CA, LATER)
    with pytest.raises(Refused):
        dismissed(incident(by=CA), first, hat("NL", Role.CHAIR, person=CA.person), LATER)
    after, record = dismissed(incident(by=CA), first, CHAIR, LATER)
    assert after.stage is Stage.UNFOUNDED
    assert record.confirmed_by == CHAIR.person


def test_a_dismissal_has_a_reason_and_comes_from_chair_or_author() -> None:
    with pytest.raises(Refused):
        dismissal_proposed(incident(), NL, "  ", NOW)
    with pytest.raises(Refused):
        dismissal_proposed(incident(), CA, "No ground.", NOW)


@pytest.mark.parametrize("act", RECORD_ONLY)
@pytest.mark.parametrize("stage", [Stage.CONSULTATION, Stage.RESPONSE_PROPOSED])
def test_facts_are_recorded_during_consultation_and_leave_the_stage(act: str, stage: Stage) -> None:
    assert LIFECYCLE.after(act, stage) is stage


@pytest.mark.rule("T-34")
@given(stage=st.sampled_from(Stage))
def test_a_states_own_measure_is_recorded_at_any_stage(stage: Stage) -> None:
    assert LIFECYCLE.after("announce", stage) is stage


@given(stage=st.sampled_from(Stage), act=st.sampled_from(tuple(LIFECYCLE.acts)))
def test_an_act_that_the_table_does_not_list_is_refused(stage: Stage, act: str) -> None:
    if act in LIFECYCLE.possible(stage):
        assert LIFECYCLE.after(act, stage) in Stage
    else:
        with pytest.raises(Refused) as no:
            incident(stage=stage).moved(act)
        assert no.value.rule == "stage"


@pytest.mark.parametrize("timing", Timing)
def test_it_goes_on_when_it_is_ongoing_or_both(timing: Timing) -> None:
    assert timing.goes_on == (timing.value in ("ongoing", "both"))


@pytest.mark.rule("T-37")
def test_its_author_or_the_chair_corrects_it_and_timing_still_stands() -> None:
    what = suspicion(title="Birth records", timing=Timing.PAST, practices=("IP-DOC",))
    for by in (NL, CHAIR):
        after = corrected(incident(), what, by)
        assert (after.title, after.timing, after.practices) == (
            "Birth records",
            Timing.PAST,
            ("IP-DOC",),
        )
    for refused in (suspicion(title=" "), suspicion(timing=None)):
        with pytest.raises(Refused):
            corrected(incident(), refused, NL)
    with pytest.raises(Refused):
        corrected(incident(), what, CA)
