"""Reports: kinds and their labels, what they answer, and who counts as a source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.incident.report import (
    Account,
    ReportKind,
    corrected,
    default_label,
    filed,
    known_bodies,
    sources,
    unanswered,
    withdrawn,
)
from coordination.incident.stage import Stage
from coordination.parties import Role
from coordination.refused import Refused
from coordination.tlp import Tlp
from tests.coordination.incidents import CA, LATER, NL, NOW, hat, incident, report

KINDS = st.sampled_from(ReportKind)


@pytest.mark.rule("T-09", "T-10", "T-48")
@given(kind=KINDS, person=st.booleans(), body=st.booleans())
def test_only_a_public_kind_without_person_or_body_is_public(
    kind: ReportKind, person: bool, body: bool
) -> None:
    bodies = ("aab-1",) if body else ()
    label = default_label(Account(kind, "text", person=person, bodies=bodies))
    assert (label is Tlp.RED) == person
    assert (label is Tlp.CLEAR) == (kind.public and not person and not body)
    assert label in (Tlp.CLEAR, Tlp.AMBER_STRICT, Tlp.RED)


@pytest.mark.rule("T-09", "T-10")
def test_three_kinds_are_public_and_six_sensitive() -> None:
    assert sum(kind.public for kind in ReportKind) == 3
    assert len(ReportKind) == 9


@pytest.mark.rule("T-49")
@pytest.mark.parametrize("kind", [ReportKind.INVESTIGATION_RESULT, ReportKind.ACTION_TAKEN])
def test_a_result_without_its_report_is_kept_and_said_to_lack_it(kind: ReportKind) -> None:
    _, said = filed("REP-2", incident(), Account(kind, "Done."), NL, NOW, {})
    assert [(w.rule, w.asks) for w in said] == [("T-49", False)]
    first = report()
    linked = Account(kind, "Done.", answers=first.id)
    _, said = filed("REP-2", incident(), linked, NL, NOW, {first.id: first})
    assert said == ()


def test_a_report_answers_only_one_of_the_same_incident() -> None:
    account = Account(ReportKind.ACTION_TAKEN, "Done.", answers="REP-9")
    with pytest.raises(Refused) as no:
        filed("REP-2", incident(), account, NL, NOW, {})
    assert no.value.rule == "form"


@pytest.mark.rule("T-50")
def test_a_report_on_causes_is_asked_for_an_enabling_factor() -> None:
    bare = Account(ReportKind.CAUSE_REPORT, "Registers are incomplete.")
    _, said = filed("REP-2", incident(), bare, NL, NOW, {})
    assert [w.rule for w in said] == ["T-50"]
    named = Account(ReportKind.CAUSE_REPORT, "Registers are incomplete.", factors=("EF-CIV",))
    assert filed("REP-2", incident(), named, NL, NOW, {})[1] == ()


@pytest.mark.rule("T-30")
def test_an_embassy_reports_and_an_observer_does_not() -> None:
    account = Account(ReportKind.MISSION_REPORT, "The office was visited.")
    made, _ = filed("REP-2", incident(), account, hat("FR", Role.EMBASSY), NOW, {})
    assert made.party == "FR"
    with pytest.raises(Refused) as no:
        filed("REP-3", incident(), account, hat(None, Role.OBSERVER), NOW, {})
    assert no.value.rule == "T-33"


def test_a_closed_incident_takes_no_report_until_it_is_reopened() -> None:
    account = Account(ReportKind.MISSION_REPORT, "The office was visited.")
    with pytest.raises(Refused) as no:
        filed("REP-2", incident(stage=Stage.CLOSED), account, NL, NOW, {})
    assert no.value.rule == "stage"


@pytest.mark.rule("T-48")
def test_an_accredited_body_comes_from_the_register() -> None:
    assert known_bodies(("aab-1", "aab-1"), ["aab-1", "aab-2"]) == ("aab-1",)
    with pytest.raises(Refused):
        known_bodies(("aab-3",), ["aab-1"])


@given(parties=st.lists(st.sampled_from(["NL", "CA", "IT"]), max_size=8))
def test_however_many_reports_a_party_files_it_is_one_source(parties: list[str]) -> None:
    reports = [report(party, f"REP-{n}") for n, party in enumerate(parties)]
    assert set(sources(reports)) == set(parties)
    assert len(sources(reports)) == len(set(parties))


def test_a_withdrawn_report_stays_and_is_no_source() -> None:
    gone = withdrawn(report("NL"), "Entered twice.", NL, LATER)
    assert (gone.withdrawn_at, gone.withdrawn_why) == (LATER, "Entered twice.")
    assert sources([gone]) == ()
    with pytest.raises(Refused):
        withdrawn(gone, "Again.", NL, LATER)
    with pytest.raises(Refused):
        withdrawn(report("NL"), "Not mine.", CA, LATER)


def test_a_public_report_is_no_source_of_a_suspicion() -> None:
    assert sources([report(kind=ReportKind.PRACTICE_AND_PROCEDURE)]) == ()


@pytest.mark.rule("T-49")
def test_the_chair_sees_which_suspicions_have_no_result() -> None:
    first, second = report("NL", "REP-1"), report("CA", "REP-2")
    account = Account(ReportKind.INVESTIGATION_RESULT, "Found.", answers="REP-1")
    result, _ = filed("REP-3", incident(), account, NL, NOW, {"REP-1": first})
    assert unanswered([first, second, result]) == (second,)


def test_a_corrected_report_and_its_correction_both_stay() -> None:
    old, new = corrected(report(), report("NL", "REP-2"), "Wrong year.", NL, LATER)
    assert (old.stands, new.corrects, new.stands) == (False, old.id, True)
    with pytest.raises(Refused):
        corrected(report(), report("CA", "REP-2"), "Wrong year.", CA, LATER)


@pytest.mark.rule("T-49")
@given(times=st.integers(0, 4), answered=st.integers(0, 4))
def test_what_answered_a_suspicion_answers_it_however_often_it_is_said_anew(
    times: int, answered: int
) -> None:
    said = [report("NL", "REP-0")]
    for n in range(1, times + 1):
        gone, new = corrected(said[-1], report("NL", f"REP-{n}"), "Clearer.", NL, LATER)
        said[-1:] = [gone, new]
    assert unanswered(said) == (said[-1],)
    to = said[min(answered, times)].id
    account = Account(ReportKind.ACTION_TAKEN, "Stopped.", answers=to)
    result, warned = filed("REP-9", incident(), account, CA, NOW, {one.id: one for one in said})
    assert (warned, unanswered([*said, result])) == ((), ())
