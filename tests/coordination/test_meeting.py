"""A meeting from proposal to record: lifecycle, invitations, availability and quorum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.meeting.availability import Answer, Availability, standings
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.meeting import Attended, Invitees, Meeting
from coordination.meeting.quorum import Quorum
from coordination.meeting.stage import LIFECYCLE, Stage
from coordination.parties import Terms
from coordination.refused import Refused
from coordination.spans import DateRange
from coordination.tlp import Tlp
from tests.coordination.capitals import EIGHT, at

NOW = at("2026-03-19T09:00")
NOON = at("2026-03-26T11:00")
LATER = at("2026-03-27T11:00")
YES, MAYBE, NO = Availability
PROPOSED = Meeting(
    id="MTG-7Q4KD3N2W",
    group="ica",
    kind=MeetingKind.ROUNDTABLE,
    purpose="Common response",
    invitees=Invitees(parties=tuple(EIGHT)),
    minutes=120,
    dates=DateRange(date(2026, 3, 26), date(2026, 3, 27)),
    zone="Europe/Amsterdam",
    label=Tlp.AMBER_STRICT,
    proposed_by="anouk",
    proposed_at=NOW,
)
CONVENED = PROPOSED.convene(NOON, NOW)


def with_present(*parties: str) -> Meeting:
    meeting = CONVENED
    for party in parties:
        meeting = meeting.attended(Attended(person=f"{party.lower()}1", party=party))
    return meeting


def test_the_first_invitation_has_sequence_zero_and_every_change_a_higher_one() -> None:
    assert not PROPOSED.invited
    assert CONVENED.sequence == 0
    assert CONVENED.end == NOON + timedelta(hours=2)
    moved = CONVENED.reschedule(LATER, NOW, minutes=90)
    assert (moved.start, moved.minutes, moved.sequence) == (LATER, 90, 1)
    linked = moved.planned(link="https://meet.example.org/room")
    put_off = linked.postpone("two delegations travel")
    again = put_off.convene(LATER, NOW)
    called_off = again.cancel("settled in writing")
    found = [m.sequence for m in (linked, put_off, again, called_off)]
    assert found == [2, 3, 4, 5]
    assert put_off.start is None


def test_before_an_invitation_is_out_nothing_is_counted() -> None:
    assert PROPOSED.planned(agenda=("Views",)).sequence == -1
    assert PROPOSED.cancel("not needed").sequence == -1


def test_a_cancelled_meeting_stays_cancelled() -> None:
    cancelled = CONVENED.cancel("settled in writing")
    for act in LIFECYCLE.acts:
        with pytest.raises(Refused):
            cancelled.on(act)


def test_the_record_is_made_in_its_order() -> None:
    acts = ("draft_minutes", "circulate_minutes", "adopt_minutes", "adopt_conclusions", "archive")
    meeting = (
        with_present("NL", "IT", "FR").opened(tuple(EIGHT), Terms()).concluded("Ask for records")
    )
    for act in acts:
        meeting = meeting.on(act)
    assert meeting.stage is Stage.ARCHIVED
    assert meeting.conclusions == ("Ask for records",)


def test_a_meeting_that_is_not_convened_cannot_be_opened() -> None:
    with pytest.raises(Refused) as refused:
        PROPOSED.opened(tuple(EIGHT), Terms())
    assert refused.value.rule == "stage"


def test_a_start_that_has_passed_is_refused() -> None:
    for convene in (PROPOSED.convene, CONVENED.reschedule):
        with pytest.raises(Refused) as refused:
            convene(NOW, NOW)
        assert refused.value.said.msgid == "meeting.in_the_past"


@pytest.mark.rule("T-17")
def test_a_special_commission_is_followed_and_not_convened() -> None:
    special = replace(PROPOSED, kind=MeetingKind.SPECIAL_COMMISSION)
    with pytest.raises(Refused) as refused:
        special.convene(NOON, NOW)
    assert refused.value.rule == "T-17"


@pytest.mark.rule("U-34")
def test_a_meeting_on_children_needs_a_child_focused_organisation_or_a_reason() -> None:
    children = replace(PROPOSED, about_children=True)
    with pytest.raises(Refused) as refused:
        children.convene(NOON, NOW)
    assert refused.value.rule == "U-34"
    assert children.convene(NOON, NOW, "none exists here yet").reason == "none exists here yet"
    invited = children.planned(invitees=replace(children.invitees, child_focused=1))
    assert invited.convene(NOON, NOW).stage is Stage.CONVENED


def test_an_endless_meeting_is_refused() -> None:
    for minutes in (0, -30, 24 * 60 + 1):
        with pytest.raises(Refused):
            replace(PROPOSED, minutes=minutes)


def test_the_last_answer_of_a_party_counts() -> None:
    offered = PROPOSED.offer((NOON, LATER))
    for party in EIGHT:
        offered = offered.answer(party, NOON, YES).answer(party, LATER, YES)
    offered = offered.answer("AU", NOON, MAYBE).answer("AU", NOON, NO)
    best, other = offered.standings()
    assert (best.start, best.no, best.silent) == (LATER, (), ())
    assert (other.start, other.no) == (NOON, ("AU",))


def test_only_invited_parties_answer_and_only_for_offered_starts() -> None:
    offered = PROPOSED.offer((NOON,))
    for party, start in (("XV", NOON), ("NL", LATER)):
        with pytest.raises(Refused):
            offered.answer(party, start, YES)
    with pytest.raises(Refused):
        PROPOSED.answer("NL", NOON, YES)
    with pytest.raises(Refused):
        PROPOSED.offer(())


def test_silence_is_not_yes_and_a_lighter_burden_decides_between_equals() -> None:
    answers = [Answer("NL", NOON, YES), Answer("IT", NOON, MAYBE), Answer("NL", LATER, YES)]
    assert [s.start for s in standings(("NL", "IT"), (NOON, LATER), answers)] == [NOON, LATER]
    burdens = {NOON: 420, LATER: 60}
    assert standings(("NL",), (NOON, LATER), answers, burdens)[0].start == LATER


@pytest.mark.rule("DR-12")
def test_a_third_may_debate_and_more_than_half_may_decide() -> None:
    eight = tuple(EIGHT)
    with pytest.raises(Refused) as refused:
        with_present("NL", "IT").opened(eight, Terms())
    assert refused.value.rule == "DR-12"
    meeting = with_present("NL", "IT", "FR")
    assert meeting.opened(eight, Terms()).stage is Stage.HELD
    assert not meeting.quorum(eight, Terms()).may_decide
    assert not with_present("NL", "IT", "FR", "CA").quorum(eight, Terms()).may_decide
    assert with_present("NL", "IT", "FR", "CA", "AU").quorum(eight, Terms()).may_decide


@pytest.mark.rule("DR-12")
def test_parties_count_and_not_their_delegates_nor_the_state_concerned() -> None:
    meeting = with_present("NL", "XV").attended(Attended("nl2", "NL")).attended(Attended("iss1"))
    assert meeting.quorum(tuple(EIGHT), Terms()).present == 1


@pytest.mark.rule("DR-12")
def test_a_meeting_without_quorum_adjourns_and_may_be_convened_again() -> None:
    adjourned = with_present("NL").adjourned()
    assert (adjourned.stage, adjourned.attendance) == (Stage.ADJOURNED_NO_QUORUM, ())
    assert adjourned.convene(LATER, NOW).sequence == 1


@pytest.mark.rule("DR-12")
@given(st.integers(0, 200), st.integers(0, 200))
def test_the_quorum_is_the_rule_s_arithmetic(eligible: int, present: int) -> None:
    codes = [str(n) for n in range(max(eligible, present))]
    quorum = Quorum.of(codes[:eligible], codes[:present], Terms())
    assert (quorum.eligible, quorum.present) == (eligible, min(eligible, present))
    present = quorum.present
    assert quorum.may_decide == (2 * present > eligible)
    assert quorum.may_debate == (present > 0 and 3 * present >= eligible)


def test_whoever_comes_twice_is_there_once() -> None:
    meeting = with_present("NL").attended(Attended("nl1", "NL", "Central Authority"))
    assert meeting.attendance == (Attended("nl1", "NL", "Central Authority"),)
