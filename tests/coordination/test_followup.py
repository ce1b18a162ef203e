"""After adoption: unified when all report, lifted by the same rule, lapsed only after its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar
from coordination.parties import Role
from coordination.poll.lifting import same_rule
from coordination.poll.record import Poll
from coordination.poll.rule import Ratio, Rule, VoteBasis
from coordination.refused import Refused
from coordination.response.followup import (
    Applied,
    Continued,
    Finding,
    Wanted,
    applying,
    enough_want,
    found,
    items,
    open_items,
    shown,
    variance,
)
from coordination.response.parts import Suspension
from coordination.response.propose import months_later, prefilled, usual_review
from coordination.response.record import Response
from coordination.response.review import continued, lapsed, lifted, may_be_lifted, reviewed
from coordination.response.stage import Stage
from coordination.response.standing import reviewed_in_time, unified
from tests.coordination.capitals import EIGHT
from tests.coordination.incidents import CHAIR, hat

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
STATES = ("AU", "CA", "CO", "FR", "IL", "IT", "NL", "PH")
PARTS = Suspension("XV", "New files", "records verified; fees public", date(2026, 6, 1))
PAUSE = Response(
    "RES-1", "ica", "INC-1", "Pause", PARTS, "FR", NOW, stage=Stage.UNDER_REVIEW, version=1
)
POLL = Poll(
    id="POL-1",
    group="ica",
    response="RES-2",
    incident="INC-1",
    rule=Rule.CONSENSUS_OF_OTHERS,
    fingerprint="f",
    eligible=STATES,
    quorum=5,
    opened_at=NOW,
    closes_at=NOW + timedelta(days=4),
    sponsor="NL",
)
codes = st.lists(st.sampled_from(STATES), max_size=12)


def finding(item: int, met: bool = True, at: datetime = NOW, party: str | None = "XV") -> Finding:
    return Finding("RES-1", item, met, "Official Gazette", party, "xv1", at)


def applied(party: str, at: datetime = NOW, differs: str = "") -> Applied:
    return Applied("RES-1", party, "Circular", date(2026, 6, 1), differs, party.lower(), at)


@pytest.mark.rule("T-41")
@given(adopting=codes, reported=codes)
def test_unified_exactly_when_every_adopting_state_has_reported(
    adopting: list[str], reported: list[str]
) -> None:
    counted = applying(map(applied, reported))
    assert unified(adopting, counted) == (bool(adopting) and set(adopting) <= set(reported))


@pytest.mark.rule("T-41")
def test_a_states_last_report_counts_and_what_differs_is_shown() -> None:
    reports = [applied("NL", differs="fee of 900"), applied("FR", differs="by region")]
    assert [one.party for one in variance(reports)] == ["FR", "NL"]
    reports.append(applied("NL", NOW + timedelta(days=1)))
    assert [one.party for one in variance(reports)] == ["FR"]


@pytest.mark.rule("T-43")
def test_a_suspension_is_lifted_only_once_each_item_was_looked_at() -> None:
    assert items(PARTS.lift_criterion) == ("records verified", "fees public")
    with pytest.raises(Refused) as no:
        may_be_lifted(PAUSE, [finding(1)])
    assert no.value.rule == "T-43"
    assert no.value.instead == ("response criterion RES-1 2 yes",)
    assert may_be_lifted(PAUSE, [finding(1), finding(2, met=False, party="NL")]) == PARTS
    assert lifted(PAUSE).stage is Stage.LIFTED
    with pytest.raises(Refused):
        may_be_lifted(replace(PAUSE, stage=Stage.IN_FORCE), [finding(1), finding(2)])


@pytest.mark.rule("T-43")
@given(given_=st.lists(st.tuples(st.integers(1, 2), st.booleans(), st.integers(0, 99)), max_size=9))
def test_the_last_finding_of_an_item_counts_in_whatever_order_they_are_read(
    given_: list[tuple[int, bool, int]],
) -> None:
    entries = [finding(i, met, NOW + timedelta(hours=h)) for i, met, h in given_]
    told = {one.item: one for one in sorted(entries, key=lambda one: one.at)}
    assert set(open_items(PARTS, entries)) == {1, 2} - set(told)
    assert [one.met for one in shown(PARTS, entries)] == [told[i].met for i in sorted(told)]


def test_nobody_without_a_mandate_and_no_item_that_is_not_there() -> None:
    with pytest.raises(Refused) as no:
        found(PARTS, finding(1), hat(None, Role.OBSERVER))
    assert no.value.rule == "T-33"
    with pytest.raises(Refused):
        found(PARTS, finding(3), CHAIR)


@given(asking=codes)
def test_a_third_of_the_states_brings_a_review_about(asking: list[str]) -> None:
    asked = [Wanted("RES-1", code, code, NOW) for code in asking]
    assert enough_want(asked, STATES) == (3 * len(set(asking)) >= len(STATES))


def test_a_review_ends_in_going_on_with_a_later_date_and_a_reason() -> None:
    begun = reviewed(replace(PAUSE, stage=Stage.IN_FORCE))
    made = Continued("RES-1", date(2026, 12, 1), "The law is before parliament", "anouk", NOW)
    assert continued(begun, made, CHAIR, NOW.date()).stage is Stage.IN_FORCE
    for wrong in (replace(made, review_on=NOW.date()), replace(made, reason=" ")):
        with pytest.raises(Refused):
            continued(begun, wrong, CHAIR, NOW.date())
    with pytest.raises(Refused):
        continued(begun, made, hat("NL", Role.VOTER), NOW.date())


@given(days=st.integers(-40, 40), stage=st.sampled_from(Stage))
def test_it_lapses_only_from_its_last_day_on_and_only_while_it_stands(
    days: int, stage: Stage
) -> None:
    last = date(2026, 7, 15)
    one = replace(PAUSE, stage=stage, parts=replace(PARTS, expires_on=last))
    stands = stage in (Stage.ADOPTED, Stage.IN_FORCE, Stage.UNDER_REVIEW)
    if stands and days >= 0:
        assert lapsed(one, last + timedelta(days=days)).stage is Stage.LAPSED
    else:
        with pytest.raises(Refused):
            lapsed(one, last + timedelta(days=days))


def test_a_suspension_without_a_last_day_never_lapses() -> None:
    with pytest.raises(Refused):
        lapsed(PAUSE, date(2099, 1, 1))


@given(before=st.sampled_from(Rule), now=st.sampled_from(Rule))
def test_a_lifting_is_put_under_the_rule_of_the_adoption(before: Rule, now: Rule) -> None:
    first, then = replace(POLL, rule=before), replace(POLL, rule=now)
    if before is now or (before.by_objection and now.by_objection):
        same_rule(first, then)
    else:
        with pytest.raises(Refused) as no:
            same_rule(first, then)
        assert f"rule={before.value}" in no.value.instead[0]


def test_a_majority_needs_the_same_share_of_the_same_basis() -> None:
    first = replace(POLL, rule=Rule.QUALIFIED, ratio=Ratio(3, 4), basis=VoteBasis.ELIGIBLE)
    same_rule(first, first)
    for other in (replace(first, ratio=Ratio(2, 3)), replace(first, basis=VoteBasis.PARTICIPATING)):
        with pytest.raises(Refused) as no:
            same_rule(first, other)
        assert "basis=eligible ratio=3/4" in no.value.instead[0]


@pytest.mark.rule("T-43")
@given(st.integers(0, 400), st.integers(1, 12))
def test_a_suspension_is_looked_at_no_later_than_its_last_day(days: int, months: int) -> None:
    today = NOW.date()
    last = today + timedelta(days=days)
    bare = replace(PARTS, review_on=None, expires_on=last)
    filled = prefilled(bare, usual_review(today, months, EIGHT), "records verified")
    assert filled.review_on is not None
    assert today <= filled.review_on <= last
    reviewed_in_time(replace(PAUSE, parts=filled))
    late = replace(filled, review_on=last + timedelta(days=1))
    with pytest.raises(Refused) as no:
        reviewed_in_time(replace(PAUSE, parts=late))
    assert no.value.rule == "T-43"


_DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 9))


@pytest.mark.rule("T-43")
@given(_DAYS, st.none() | _DAYS, _DAYS, st.none() | _DAYS)
def test_a_suspension_is_put_where_its_days_follow_each_other_and_only_there(
    decided: date, begins: date | None, review: date, ends: date | None
) -> None:
    dated = replace(PARTS, review_on=review, expires_on=ends)
    whole = replace(PAUSE, parts=dated, effective_on=begins)
    in_order = max(decided, begins or decided) <= review <= (ends or review)
    if in_order:
        reviewed_in_time(whole, decided)
        return
    with pytest.raises(Refused) as no:
        reviewed_in_time(whole, decided)
    assert no.value.rule == "T-43"


@pytest.mark.rule("T-43")
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 12))
def test_a_measure_is_looked_at_again_on_a_day_on_which_every_authority_works(
    today: date, months: int
) -> None:
    on = usual_review(today, months, EIGHT)
    usual = months_later(today, months)
    assert usual <= on <= usual + timedelta(days=31)
    assert all(calendar.works(on) for calendar in EIGHT.values())
    passed = (usual + timedelta(days=n) for n in range((on - usual).days))
    assert not any(all(c.works(day) for c in EIGHT.values()) for day in passed)


@pytest.mark.rule("T-43")
def test_where_the_authorities_have_no_day_in_common_the_review_keeps_its_day() -> None:
    week = {f"P{n}": WorkCalendar("UTC", frozenset(range(7)) - {n}) for n in range(2)}
    assert usual_review(date(2026, 3, 29), 1, week) == date(2026, 4, 29)
