"""The laws of the silence procedure, over whatever may happen under it (DR-08 … DR-12, DR-34)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import Closure, WorkCalendar, full_working_days
from coordination.instants import read_deadline
from coordination.parties import Credential, Terms
from coordination.poll.annex import AnnexKind
from coordination.poll.cast import cast
from coordination.poll.course import after_vote, close, extend, withdraw
from coordination.poll.decide import decide
from coordination.poll.holding import (
    fallen_back,
)
from coordination.poll.placing import Agreed, begun, contested, notice_ends, placed, placed_by
from coordination.poll.receipt import (
    received,
)
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.scrutiny import asking, time_asked, without_effect
from coordination.poll.silence import days_of, long_enough
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer
from coordination.refused import Refused
from tests.coordination.capitals import instants
from tests.coordination.polls import CLOSES, MOMENT, OPENED, OTHERS, acknowledged, ballot, hat, poll

ANNOUNCED = CLOSES + timedelta(minutes=5)
BEFORE = CLOSES - timedelta(hours=1)
ZONES = ("Europe/Amsterdam", "Asia/Jerusalem", "Asia/Kathmandu", "America/Bogota", "Pacific/Apia")
SOME = st.sets(st.sampled_from(OTHERS))
OPENINGS = instants("2026-01-01T00:00", "2026-12-01T00:00")
VOTERS = tuple(hat(code) for code in OTHERS)


@st.composite
def calendars(draw: st.DrawFn) -> dict[str, WorkCalendar]:
    """Capitals with their zones, weekends and closures, of which some are not sure yet."""
    made = {}
    for zone in draw(st.sets(st.sampled_from(ZONES), min_size=1)):
        weekend = draw(st.sampled_from([{5, 6}, {4, 5}, {6}]))
        days = draw(st.sets(st.integers(0, 400), max_size=30))
        first = date(2025, 12, 30)
        shut = {
            first + timedelta(days=n): Closure("closed", draw(st.booleans())) for n in sorted(days)
        }
        made[zone] = WorkCalendar(zone, frozenset(weekend), shut)
    return made


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def under(*parties: str, **changes: Any) -> Poll:
    """A text under silence, received by these parties."""
    return acknowledged(poll(Rule.SILENCE, fallback=Rule.CONSENSUS, **changes), parties)


@pytest.mark.rule("DR-08", "DR-31")
@given(calendars(), OPENINGS, st.integers(1, 20_000))
def test_a_silence_never_matures_before_every_capital_has_had_its_days(
    desks: dict[str, WorkCalendar], opened: datetime, minutes: int
) -> None:
    closes, terms = opened + timedelta(minutes=minutes), Terms()
    try:
        long_enough(opened, closes, desks, terms, "poll open RES-1 rule=silence")
    except Refused as no:
        words, _, typed = no.instead[0].partition(" closes=")
        ready = read_deadline(typed, "UTC").after(opened, desks, "UTC")
        assert ready > closes
        long_enough(opened, ready, desks, terms, words)
    else:
        assert closes - opened >= timedelta(hours=72)
        assert all(full_working_days(desk, opened, closes) >= 3 for desk in desks.values())


@pytest.mark.rule("DR-08")
@given(calendars(), OPENINGS)
def test_a_day_that_is_not_sure_is_counted_both_ways_and_the_later_one_holds(
    desks: dict[str, WorkCalendar], opened: datetime
) -> None:
    for desk in desks.values():
        worked = replace(desk, closures={d: c for d, c in desk.closures.items() if not c.estimated})
        closed, open_ = days_of(desk, opened, 3)[0], days_of(worked, opened, 3)[0]
        assert len(closed) == len(open_) == 3
        assert closed[-1] >= open_[-1]


@pytest.mark.rule("DR-08")
@given(calendars(), OPENINGS)
def test_notice_leaves_24_working_hours_in_every_capital(
    desks: dict[str, WorkCalendar], told: datetime
) -> None:
    ends = notice_ends(desks, told, 24)
    assert {one.party for one in ends.critical} <= set(desks)
    assert all(full_working_days(desk, told, ends.instant) >= 2 for desk in desks.values())


def acts(on: Poll, who: Credential, n: int) -> dict[str, Callable[[], object]]:
    """Everything that anybody may try with a silence."""
    return {
        "object": lambda: cast(on, ballot(Answer.OBJECT, n, BEFORE), who),
        "receive": lambda: received(on, who, BEFORE, n, "matrix"),
        "reserve": lambda: time_asked(on, who, BEFORE, n, ""),
        "extend": lambda: extend(on, CLOSES + timedelta(days=n), BEFORE),
        "withdraw": lambda: withdraw(on, BEFORE, sponsor_agrees=True),
        "close": lambda: close(on, [], ANNOUNCED, n),
        "fall back": lambda: fallen_back(on, f"POL-{n}", BEFORE),
        "begin": lambda: begun(on, BEFORE, CLOSES),
        "contest": lambda: contested(on, who, BEFORE, n, ""),
    }


ACTS = sorted(acts(poll(), hat("NL"), 0))


@pytest.mark.rule("DR-09")
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(VOTERS)), max_size=12))
def test_broken_is_for_ever_whoever_does_what(several: list[tuple[str, Credential]]) -> None:
    silent = under(*OTHERS)
    first = cast(silent, ballot(Answer.AMEND, 1, BEFORE), hat("AU"))
    broken = after_vote(silent, first)
    for n, (act, who) in enumerate(several, 2):
        with pytest.raises(Refused):
            acts(broken, who, n)[act]()
    assert decide(broken, []).stage is Stage.BROKEN
    assert broken.number is None


@pytest.mark.rule("DR-09")
@given(st.lists(st.sampled_from(VOTERS), min_size=1, max_size=8))
def test_of_several_that_object_each_breaks_it_and_no_withdrawal_mends_it(
    several: list[Credential],
) -> None:
    silent = under(*OTHERS)
    votes = [cast(silent, ballot(Answer.OBJECT, n, BEFORE), who) for n, who in enumerate(several)]
    assert {after_vote(silent, vote).stage for vote in votes} == {Stage.BROKEN}
    assert all(decide(silent, votes[n:]).stage is Stage.BROKEN for n in range(len(votes)))


@pytest.mark.rule("DR-09", "DR-11")
@given(st.integers(-(10**9), 10**9), st.none() | st.integers(-(10**9), 10**9))
def test_an_objection_either_breaks_or_is_on_record_without_effect(
    received_after: int, sent_after: int | None
) -> None:
    silent = under(*OTHERS)
    at = CLOSES + timedelta(microseconds=received_after)
    sent = None if sent_after is None else CLOSES + timedelta(microseconds=sent_after)
    given_ = ballot(Answer.OBJECT, 5, at, sent_at=sent)
    late = without_effect(silent, given_, hat("AU"))
    if late is None:
        assert after_vote(silent, cast(silent, given_, hat("AU"))).stage is Stage.BROKEN
    else:
        assert (late.kind, late.at, late.until) == (AnnexKind.LATE, at, sent)
        assert at >= CLOSES
        after = replace(silent, annexes=(*silent.annexes, late))
        assert decide(after, []).stage is Stage.ADOPTED
        assert refusal(lambda: cast(silent, given_, hat("AU"))).rule == "DR-09"


@pytest.mark.rule("DR-09")
def test_a_second_objection_stands_beside_the_one_that_broke_it() -> None:
    silent = under(*OTHERS)
    broken = after_vote(silent, cast(silent, ballot(Answer.OBJECT, 1, BEFORE), hat("AU")))
    too = without_effect(broken, ballot(Answer.OBJECT, 2, BEFORE), hat("IT"))
    assert too is not None
    assert too.kind is AnnexKind.OBJECTED_TOO
    assert without_effect(silent, ballot(Answer.OBJECT, 2, BEFORE), hat("IT")) is None


@pytest.mark.rule("DR-10")
@given(SOME)
def test_asking_for_time_breaks_nothing(parties: set[str]) -> None:
    silent = under(*OTHERS)
    asked = [time_asked(silent, hat(one), BEFORE, 9, "until Monday") for one in sorted(parties)]
    after = replace(silent, annexes=(*silent.annexes, *asked))
    assert set(asking(after)) == parties
    assert decide(after, []).stage is Stage.ADOPTED
    assert after.stage is Stage.OPEN
    no = refusal(lambda: time_asked(silent, hat("NL"), CLOSES, 9, ""))
    assert no.rule == "DR-10"


@pytest.mark.rule("DR-08")
def test_a_text_is_under_silence_at_once_or_after_its_notice_and_one_state_can_stop_that() -> None:
    fresh = poll(Rule.SILENCE)
    assert placed(fresh, Agreed.TERMS, OPENED, 1).stage is Stage.OPEN
    at_meeting = placed(fresh, Agreed.MEETING, OPENED, 1, "MTG-1")
    assert (at_meeting.stage, placed_by(at_meeting)) == (Stage.OPEN, "MTG-1")
    told = placed(fresh, Agreed.NOTICE, OPENED - timedelta(days=3), 1)
    assert told.stage is Stage.ANNOUNCED
    assert refusal(lambda: begun(told, OPENED - MOMENT, CLOSES)).rule == "DR-08"
    assert begun(told, OPENED, CLOSES - MOMENT).closes_at == CLOSES
    assert begun(told, OPENED, CLOSES + MOMENT).closes_at == CLOSES + MOMENT
    stopped = contested(told, hat("FR"), OPENED, 2, "We would rather meet.")
    assert stopped.stage is Stage.WITHDRAWN
    assert refusal(lambda: begun(stopped, OPENED, CLOSES)).rule == "stage"
    assert refusal(lambda: contested(told, hat("XV"), OPENED, 2, "No.")).rule == "DR-22"
