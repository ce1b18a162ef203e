"""The course of a poll: opening, breaking, extending, amending, closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.parties import Role
from coordination.poll.cast import cast
from coordination.poll.correction import correct
from coordination.poll.course import (
    after_vote,
    amend,
    close,
    extend,
    second_vote_from,
    withdraw,
)
from coordination.poll.decide import decide
from coordination.poll.opening import opened
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import LIFECYCLE, OVER, Stage
from coordination.poll.vote import Answer
from coordination.refused import Refused
from tests.coordination.polls import (
    CLOSES,
    GROUP,
    MOMENT,
    OPENED,
    OTHERS,
    acknowledged,
    ballot,
    given,
    hat,
    poll,
    spread,
)

ANNOUNCED = CLOSES + timedelta(minutes=5)
HEAD = hat("NL")
LATER = CLOSES + timedelta(days=4)
OBJECTION = st.sampled_from([Answer.OBJECT, Answer.AMEND, Answer.NO])


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


@pytest.mark.rule("DR-01", "DR-17", "DR-20", "DR-22")
def test_opening_freezes_who_decides_and_with_whose_credentials() -> None:
    credentials = [hat("NL"), hat("FR", Role.ALTERNATE), hat("XV"), hat("IT", Role.CA_OFFICER)]
    ended = hat("CA", valid_to=OPENED)
    fresh = opened(replace(poll(), stage=Stage.DRAFT), GROUP, [*credentials, ended])
    assert fresh.eligible == OTHERS
    assert [(one.party, one.role) for one in fresh.accredited] == [
        ("FR", Role.ALTERNATE),
        ("NL", Role.VOTER),
    ]
    assert "CA" in fresh.unrepresented


@pytest.mark.rule("DR-07", "DR-23")
@pytest.mark.parametrize("rule", [Rule.CONSENSUS, Rule.CONSENSUS_OF_OTHERS])
@pytest.mark.parametrize("silent", [False, True])
def test_consensus_says_whether_a_state_concerned_is_left_out_of_it(
    rule: Rule, silent: bool
) -> None:
    def named(*apart: Excluded) -> Rule | None:
        if silent:
            return poll(Rule.SILENCE, fallback=rule, excluded=apart).fallback
        return poll(rule, excluded=apart).rule

    concerned, aside = Excluded("XV"), Excluded("PH", "DR-23")
    assert named(concerned) is named(concerned, aside) is Rule.CONSENSUS_OF_OTHERS
    assert named() is named(aside) is Rule.CONSENSUS


@pytest.mark.rule("DR-01", "DR-31")
def test_a_poll_needs_somebody_to_decide_and_a_period() -> None:
    everybody = tuple(Excluded(party) for party in GROUP.parties)
    assert refusal(lambda: poll(excluded=everybody)).rule == "DR-01"
    assert refusal(lambda: poll(closes_at=OPENED)).rule == "DR-31"


@pytest.mark.rule("DR-08")
def test_a_silence_below_seventy_two_hours_is_refused_with_the_earliest_expiry() -> None:
    ends = OPENED + timedelta(hours=72)
    refused = refusal(lambda: poll(Rule.SILENCE, closes_at=ends - MOMENT))
    assert refused.rule == "DR-08"
    assert refused.instead == ("poll open RES-00000000X rule=silence closes=2026-04-05T14:00Z",)
    assert poll(Rule.SILENCE, closes_at=ends).stage is Stage.OPEN


@pytest.mark.rule("DR-08", "DR-09", "DR-11")
def test_an_unbroken_silence_is_adopted_at_expiry_and_numbered_only_then() -> None:
    under = acknowledged(poll(Rule.SILENCE), OTHERS)
    assert under.number is None
    assert refusal(lambda: close(under, [], ANNOUNCED - MOMENT, 12)).rule == "DR-08"
    done, decision = close(under, [], ANNOUNCED, 12)
    assert (done.stage, done.number) == (Stage.ADOPTED, 12)
    assert decision.said["expiry"] == CLOSES


@pytest.mark.rule("DR-09")
@over(OBJECTION, st.integers(1, int((CLOSES - OPENED).total_seconds())))
def test_any_objection_before_expiry_breaks_silence_at_once(answer: Answer, early: int) -> None:
    under = poll(Rule.SILENCE)
    vote = cast(under, ballot(answer, at=CLOSES - timedelta(seconds=early)), hat("AU"))
    broken = after_vote(under, vote)
    assert (broken.stage, broken.closed_at) == (Stage.BROKEN, vote.received_at)
    assert decide(under, [vote]).stage is Stage.BROKEN


@pytest.mark.rule("DR-09")
def test_an_objection_a_moment_before_expiry_breaks_and_one_at_expiry_is_late() -> None:
    under = poll(Rule.SILENCE)
    in_time = cast(under, ballot(Answer.OBJECT, at=CLOSES - MOMENT), hat("AU"))
    assert after_vote(under, in_time).stage is Stage.BROKEN
    late = refusal(lambda: cast(under, ballot(Answer.OBJECT, at=CLOSES), hat("AU")))
    assert late.rule == "DR-09"
    received = acknowledged(under, OTHERS)
    assert close(received, [], ANNOUNCED)[0].stage is Stage.ADOPTED


@pytest.mark.rule("DR-11")
def test_an_objection_sent_before_expiry_breaks_silence_within_the_grace() -> None:
    under = poll(Rule.SILENCE)
    received = CLOSES + timedelta(minutes=3)
    objection = ballot(Answer.OBJECT, at=received, sent_at=CLOSES - timedelta(milliseconds=100))
    assert after_vote(under, cast(under, objection, hat("AU"))).stage is Stage.BROKEN


@pytest.mark.rule("DR-09")
def test_a_broken_silence_stays_broken() -> None:
    under = poll(Rule.SILENCE)
    vote = cast(under, ballot(Answer.OBJECT), hat("AU"))
    broken = after_vote(under, vote)
    assert decide(broken, []).stage is Stage.BROKEN
    acts: list[Callable[[], object]] = [
        lambda: cast(broken, ballot(Answer.OBJECT, 2), hat("AU")),
        lambda: close(broken, [vote], ANNOUNCED),
        lambda: extend(broken, LATER, OPENED),
        lambda: withdraw(broken, OPENED, sponsor_agrees=True),
        lambda: amend(broken, "1" * 64, OPENED, {}),
    ]
    assert {refusal(act).rule for act in acts} == {"stage"}


@pytest.mark.rule("DR-09")
def test_an_objection_to_a_vote_breaks_nothing_before_it_closes() -> None:
    by_consensus = poll(Rule.CONSENSUS)
    assert after_vote(by_consensus, cast(by_consensus, ballot(Answer.OBJECT), hat("AU"))) == (
        by_consensus
    )


@pytest.mark.rule("DR-10")
def test_the_chair_extends_once_before_closing_and_never_shortens() -> None:
    under = poll(Rule.SILENCE)
    longer = extend(under, LATER, CLOSES - MOMENT)
    assert (longer.closes_at, longer.extended, longer.stage) == (LATER, True, Stage.OPEN)
    refused = [
        refusal(lambda: extend(longer, LATER + timedelta(days=1), OPENED)),
        refusal(lambda: extend(under, LATER, CLOSES)),
        refusal(lambda: extend(under, CLOSES, OPENED)),
    ]
    assert {one.rule for one in refused} == {"DR-10"}


@pytest.mark.rule("DR-10", "DR-11")
def test_an_outage_does_not_use_up_the_chairs_extension() -> None:
    longer = extend(poll(), LATER, CLOSES, by_clock=True)
    assert extend(longer, LATER + timedelta(days=1), CLOSES).extended


@pytest.mark.rule("DR-08", "DR-26")
def test_a_text_under_silence_is_not_amended_and_an_amendment_changes_something() -> None:
    under = poll(Rule.SILENCE)
    assert refusal(lambda: amend(under, "1" * 64, OPENED, {})).rule == "DR-08"
    assert refusal(lambda: amend(poll(), poll().fingerprint, OPENED, {})).rule == "DR-26"
    assert refusal(lambda: amend(poll(), "1" * 64, CLOSES, {})).rule == "DR-26"


@pytest.mark.rule("DR-28")
@over(st.integers(0, 8))
def test_a_vote_closes_early_only_when_everybody_has_answered(answered: int) -> None:
    running = poll()
    votes = given(running, spread(yes=answered))
    if answered == 8:
        assert close(running, votes, OPENED)[0].stage is Stage.ADOPTED
    else:
        refused = refusal(lambda: close(running, votes, CLOSES - MOMENT))
        assert (refused.rule, refused.said["n"]) == ("DR-28", 8 - answered)


@pytest.mark.rule("DR-11", "DR-28")
def test_nobody_closes_in_the_grace_what_may_still_be_answered_in_time() -> None:
    running = poll()
    votes = given(running, spread(yes=8))
    assert refusal(lambda: close(running, votes, CLOSES)).rule == "DR-11"
    assert refusal(lambda: close(running, votes, ANNOUNCED - MOMENT)).rule == "DR-11"
    changed = [*votes, cast(running, ballot(Answer.NO, 9, CLOSES, sent_at=CLOSES - MOMENT), HEAD)]
    assert close(running, changed, ANNOUNCED)[1].tally.no == 1


@pytest.mark.rule("DR-28")
def test_the_chair_withdraws_an_item_only_with_its_sponsor() -> None:
    assert refusal(lambda: withdraw(poll(), OPENED, sponsor_agrees=False)).rule == "DR-28"
    assert withdraw(poll(), OPENED, sponsor_agrees=True).stage is Stage.WITHDRAWN


@pytest.mark.rule("DR-02")
def test_a_tie_is_voted_on_once_more_a_day_later_where_that_is_set() -> None:
    def tied(once_more: bool) -> Poll:
        running = poll(second_vote_on_tie=once_more)
        return close(running, given(running, spread(yes=4, no=4)), ANNOUNCED, 9)[0]

    assert second_vote_from(tied(False)) is None
    assert second_vote_from(tied(True)) == ANNOUNCED + timedelta(hours=24)
    assert tied(True).number is None


@pytest.mark.rule("DR-16")
def test_a_correction_after_closing_is_an_annex_and_changes_nothing() -> None:
    running = poll()
    votes = given(running, spread(yes=5, no=2))
    assert refusal(lambda: correct(running, hat("NL"), OPENED, "We meant no.")).rule == "DR-16"
    assert correct(running, hat("NL"), CLOSES, "We meant no.").at == CLOSES  # in the grace
    done, decision = close(running, votes, ANNOUNCED)
    annex = correct(done, hat("NL", id="newly-accredited"), ANNOUNCED, "We meant no.")
    assert annex.party == "NL"
    assert decide(done, votes) == decision
    assert refusal(lambda: correct(done, hat("XV"), ANNOUNCED, "No.")).rule == "DR-22"


@pytest.mark.rule("DR-09", "DR-16")
@pytest.mark.parametrize("stage", sorted(OVER))
def test_what_is_over_is_only_ever_counted_after_its_capitals_or_annulled(stage: Stage) -> None:
    after_capitals = {"confirm", "leave_unconfirmed", "tie", "lapse"}
    waits = after_capitals if stage is Stage.ADOPTED_AD_REFERENDUM else set()
    assert set(LIFECYCLE.possible(stage)) <= {*waits, "annul"}
