"""Commitments: only a party makes its own, and reminders come in its own morning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import Closure, WorkCalendar
from coordination.commitment import (
    LIFECYCLE,
    Commitment,
    Promise,
    Stage,
    Strength,
    accepted,
    done,
    extended,
    offered,
    overdue,
    resumed,
    started,
    superseded,
    suspended,
    verified,
    withdrawn,
)
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.reminders import head_at, next_overdue, reminders
from tests.coordination.incidents import CHAIR, ID, NOW, hat

DUE = datetime(2026, 5, 1, 15, tzinfo=UTC)
COM = "COM-7Q4KD3N2W"
NL = hat("NL", Role.VOTER, can_commit=True)
FR = hat("FR", Role.VOTER, can_commit=True)
CLOCK = hat(None, Role.CLOCK)
ZONES = ("Europe/Amsterdam", "America/Bogota", "Asia/Manila", "Australia/Sydney", "Asia/Kathmandu")
PROMISE = Promise("Pause new files from Valdora", "Central Authority of the Netherlands", DUE)


def commitment(stage: Stage = Stage.OFFERED, **changes: Any) -> Commitment:
    promise = replace(PROMISE, **changes)
    return replace(offered(COM, ID, promise, NL, NOW), stage=stage)


@pytest.mark.rule("DR-30")
def test_an_authorised_person_offers_for_their_own_party() -> None:
    made = commitment()
    assert (made.owner, made.stage, made.offered_by) == ("NL", Stage.OFFERED, NL.person)


@pytest.mark.rule("DR-30", "T-30", "T-33", "U-39")
@pytest.mark.parametrize(
    ("who", "rule"),
    [
        (hat("NL", Role.VOTER), "DR-30"),
        (hat("NL", Role.CHAIR, can_commit=True), "DR-30"),
        (CLOCK, "DR-30"),
        (hat("FR", Role.EMBASSY, can_commit=True), "T-30"),
        (hat(None, Role.OBSERVER, can_commit=True), "T-33"),
        (hat(None, Role.ASSOCIATION), "T-33"),
        (hat("NL", Role.RAPPORTEUR), "U-39"),
    ],
)
def test_nobody_else_commits_a_state(who: Credential, rule: str) -> None:
    with pytest.raises(Refused) as no:
        offered(COM, ID, PROMISE, who, NOW)
    assert no.value.rule == rule


@pytest.mark.rule("U-35")
@pytest.mark.parametrize("changes", [{"what": " "}, {"authority": ""}, {"due": NOW}])
def test_it_says_what_by_whom_and_when(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        offered(COM, ID, replace(PROMISE, **changes), NL, NOW)


@pytest.mark.rule("DR-30")
@pytest.mark.parametrize("who", [FR, CHAIR, CLOCK])
def test_only_its_own_party_changes_it(who: Credential) -> None:
    active = commitment(Stage.ACTIVE)
    changes: tuple[Callable[[], object], ...] = (
        lambda: done(active, "decree", who, NOW),
        lambda: extended(active, DUE + timedelta(days=9), "more time", who, NOW),
        lambda: withdrawn(active, "changed", who, NOW),
        lambda: suspended(active, "pause", who),
        lambda: superseded(active, "COM-2", who),
    )
    for change in changes:
        with pytest.raises(Refused) as no:
            change()
        assert no.value.rule == "DR-30"


def test_the_way_of_a_commitment_from_offer_to_verified() -> None:
    active = started(accepted(commitment(), NL), CLOCK, NOW)
    over = done(active, "Official gazette 12", NL, DUE)
    assert (over.stage, over.evidence, over.done_at) == (Stage.DONE, "Official gazette 12", DUE)
    assert verified(over, CHAIR, DUE).verified_by == CHAIR.person
    with pytest.raises(Refused):
        verified(over, NL, DUE)
    with pytest.raises(Refused):
        done(active, " ", NL, DUE)


def test_the_clock_starts_it_on_its_day_and_not_before() -> None:
    begins = NOW + timedelta(days=5)
    waiting = commitment(Stage.ACCEPTED, starts=begins)
    with pytest.raises(Refused):
        started(waiting, CLOCK, begins - timedelta(seconds=1))
    assert started(waiting, CLOCK, begins).stage is Stage.ACTIVE
    assert started(waiting, NL, NOW).stage is Stage.ACTIVE


@given(strength=st.sampled_from(Strength), past=st.booleans(), stage=st.sampled_from(Stage))
def test_what_is_encouraged_is_never_overdue(strength: Strength, past: bool, stage: Stage) -> None:
    now = DUE if past else DUE - timedelta(seconds=1)
    one = commitment(stage, strength=strength)
    if stage is Stage.ACTIVE and past and strength.firm:
        assert overdue(one, now).stage is Stage.OVERDUE
    else:
        with pytest.raises(Refused):
            overdue(one, now)


def test_a_later_day_makes_an_overdue_one_active_and_an_earlier_one_is_refused() -> None:
    late = commitment(Stage.OVERDUE)
    now = DUE + timedelta(days=1)
    after = extended(late, DUE + timedelta(days=30), "Law passes in May.", NL, now)
    assert (after.stage, after.promise.due) == (Stage.ACTIVE, DUE + timedelta(days=30))
    with pytest.raises(Refused):
        extended(late, DUE, "Same day.", NL, now)
    with pytest.raises(Refused):
        extended(late, DUE + timedelta(days=30), "", NL, now)


@pytest.mark.rule("DR-30")
def test_a_party_takes_its_commitment_back_and_the_record_keeps_it() -> None:
    gone = withdrawn(commitment(Stage.ACTIVE), "New government.", NL, DUE)
    assert (gone.stage, gone.reason, gone.withdrawn_at) == (
        Stage.WITHDRAWN,
        "New government.",
        DUE,
    )
    with pytest.raises(Refused):
        withdrawn(commitment(Stage.ACTIVE), "", NL, DUE)
    assert LIFECYCLE.possible(Stage.WITHDRAWN) == ()


def test_what_rests_is_taken_up_again() -> None:
    resting = suspended(commitment(Stage.ACTIVE), "Waiting for Valdora.", NL)
    assert resumed(resting, NL).stage is Stage.ACTIVE
    assert superseded(resting, "COM-2", NL).successor == "COM-2"


def test_reminders_come_at_nine_in_the_partys_zone_also_over_a_change_of_clocks() -> None:
    calendar = WorkCalendar("Europe/Amsterdam")
    due = datetime(2026, 4, 1, 15, tzinfo=UTC)
    assert reminders(commitment(due=due), calendar, NOW) == (
        datetime(2026, 3, 25, 8, tzinfo=UTC),
        datetime(2026, 3, 31, 7, tzinfo=UTC),
        datetime(2026, 4, 1, 7, tzinfo=UTC),
    )


@given(
    due=st.datetimes(datetime(2026, 3, 20), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    zone=st.sampled_from(ZONES),
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset[int]()]),
    shut=st.sets(st.integers(0, 9), max_size=4),
)
def test_a_reminder_comes_at_nine_of_a_working_day_before_it_is_due(
    due: datetime, zone: str, weekend: frozenset[int], shut: set[int]
) -> None:
    day = due.astimezone(ZoneInfo(zone)).date()
    closures = {day - timedelta(days=n): Closure("closed") for n in shut}
    calendar = WorkCalendar(zone, weekend, closures)
    found = reminders(commitment(due=due), calendar, NOW)
    assert all(NOW < at < due and at.tzinfo is UTC for at in found)
    mornings = [calendar.local(at) for at in found]
    assert all(at.hour == 9 and calendar.works(at.date()) for at in mornings)
    assert list(found) == sorted(set(found))
    assert len(found) <= 3
    wanted = [day - timedelta(days=n) for n in (7, 1, 0)]
    for morning in mornings:
        later = [morning.date() + timedelta(days=n) for n in range(1, 30)]
        worked = next(one for one in later if calendar.works(one))
        assert any(morning.date() <= one < worked for one in wanted)


@pytest.mark.parametrize("stage", [Stage.DONE, Stage.WITHDRAWN, Stage.SUSPENDED])
def test_what_is_over_or_rests_reminds_nobody(stage: Stage) -> None:
    assert reminders(commitment(stage), WorkCalendar("UTC"), NOW) == ()
    assert next_overdue(commitment(stage), ZoneInfo("UTC"), DUE) is None


@given(hours=st.integers(0, 24 * 90), zone=st.sampled_from(ZONES).map(ZoneInfo))
def test_the_chair_hears_of_an_overdue_one_once_a_week(hours: int, zone: ZoneInfo) -> None:
    late = commitment(Stage.OVERDUE)
    after = DUE + timedelta(hours=hours)
    first = next_overdue(late, zone, DUE)
    at = next_overdue(late, zone, after)
    assert first is not None
    assert at is not None
    assert after < at <= max(after, first) + timedelta(days=7, hours=1)
    assert at.astimezone(zone).hour == 9
    assert (at.astimezone(zone).date() - first.astimezone(zone).date()).days % 7 == 0


def test_what_is_encouraged_is_never_told_to_the_chair() -> None:
    soft = commitment(Stage.ACTIVE, strength=Strength.ENCOURAGED)
    assert next_overdue(soft, ZoneInfo("UTC"), DUE) is None


@given(
    st.integers(0, 400 * 24),
    st.integers(0, 5),
    st.sampled_from(("Asia/Jerusalem", "Asia/Kathmandu", "America/Toronto")),
)
def test_the_head_of_delegation_is_told_on_a_working_morning_and_before_the_chair(
    hours: int, days: int, zone: str
) -> None:
    desk = WorkCalendar(zone)
    late = DUE + timedelta(hours=hours)
    told = head_at(late, days, desk)
    assert told >= late
    if days:
        local = desk.local(told)
        assert local.hour == 9
        assert desk.works(local.date())
        between = (desk.local(late).date() + timedelta(days=n) for n in range(1, 30))
        assert sum(desk.works(one) for one in between if one <= local.date()) == days
    chair = next_overdue(commitment(Stage.OVERDUE), ZoneInfo("Europe/Paris"), late, told)
    assert chair is not None
    assert chair > told
