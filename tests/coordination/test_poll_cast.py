"""Answers: who may give one, on which text, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.parties import Credential, Role
from coordination.poll.cast import cast, recorded
from coordination.poll.count import counting, roll_call, tally, waiting
from coordination.poll.course import amend
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Ballot, How
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, MOMENT, OTHERS, TEXT, ballot, given, hat, poll

Y, N = Answer.YES, Answer.NO
BALLOT = st.sampled_from([Y, N, Answer.ABSTAIN, Answer.NOT_PARTICIPATING])
OTHER_TEXT = "0" * 64


def refusal(on: Ballot, credential: Credential, rule: Rule = Rule.SIMPLE_MAJORITY) -> Refused:
    with pytest.raises(Refused) as refused:
        cast(poll(rule), on, credential)
    return refused.value


@pytest.mark.rule("DR-01", "DR-16", "DR-19")
@over(st.lists(BALLOT, min_size=1))
def test_however_often_one_party_votes_it_has_one_vote_and_the_last_counts(
    answers: list[Answer],
) -> None:
    opened = poll()
    votes = [cast(opened, ballot(a, seq), hat("NL")) for seq, a in enumerate(answers)]
    assert [vote.answer for vote in counting(opened, votes).values()] == answers[-1:]
    counted = tally(opened, votes)
    assert counted.yes + counted.no + counted.abstain <= 1


@pytest.mark.rule("DR-11", "DR-16", "DR-19")
def test_the_order_of_receipt_decides_and_not_the_order_in_which_votes_are_read() -> None:
    opened = poll()
    first = cast(opened, ballot(Y, 7), hat("CA"))
    second = cast(opened, ballot(N, 8), hat("CA"))
    assert counting(opened, [second, first])["CA"] is second


@pytest.mark.rule("DR-20", "DR-22")
@over(st.sampled_from(["NZ", "XV", "DE"]), BALLOT)
def test_nobody_outside_the_eligible_parties_is_ever_counted(party: str, answer: Answer) -> None:
    opened = poll()
    smuggled = replace(cast(opened, ballot(answer), hat("NL")), party=party)
    assert counting(opened, [smuggled]) == {}
    with pytest.raises(Refused):
        cast(opened, ballot(answer), hat(party))


@pytest.mark.rule("T-30", "T-33", "DR-17", "DR-20", "DR-22")
@pytest.mark.parametrize(
    ("credential", "rule"),
    [
        (hat("FR", Role.EMBASSY), "T-30"),
        (hat(None, Role.OBSERVER), "T-33"),
        (hat(None, Role.ASSOCIATION), "T-33"),
        (hat("XV", Role.CONCERNED), "DR-22"),
        (hat("XV"), "DR-22"),
        (hat("NZ"), "DR-20"),
        (hat("NL", Role.CA_OFFICER), "DR-17"),
        (hat("NL", Role.CHAIR), "DR-17"),
        (hat("NL", group="another"), "DR-17"),
        (hat("NL", id="registered-after-opening"), "DR-17"),
        (hat("NL", id="voter-FR"), "DR-17"),
    ],
)
def test_only_a_partys_own_accredited_voter_gives_its_vote(
    credential: Credential, rule: str
) -> None:
    assert refusal(ballot(Y), credential).rule == rule


@pytest.mark.rule("DR-17")
def test_an_expired_credential_gives_no_vote_and_votes_already_cast_stand() -> None:
    ends = CLOSES - timedelta(hours=3)
    ending = hat("NL", valid_to=ends)
    opened = poll()
    vote = cast(opened, ballot(Y, at=ends - MOMENT), ending)
    assert refusal(ballot(N, 2, at=ends), ending).rule == "DR-17"
    assert counting(opened, [vote]) == {"NL": vote}


@pytest.mark.rule("DR-16", "DR-11")
def test_a_vote_at_the_closing_instant_is_late() -> None:
    opened = poll()
    assert not cast(opened, ballot(Y, at=CLOSES - MOMENT), hat("NL")).in_grace
    assert refusal(ballot(Y, at=CLOSES), hat("NL")).rule == "DR-16"


def test_an_answer_of_the_closing_minute_is_told_its_seconds() -> None:
    soon, later = (refusal(ballot(Y, at=CLOSES + timedelta(seconds=s)), hat("NL")) for s in (2, 90))
    assert soon.said.msgid == "poll.just_too_late"
    assert later.said.msgid == "poll.too_late"


@pytest.mark.rule("DR-11")
@pytest.mark.parametrize("after", [timedelta(0), timedelta(seconds=300) - MOMENT])
def test_a_platforms_delay_costs_nobody_a_vote_within_the_grace(after: timedelta) -> None:
    opened = poll()
    late = ballot(Y, at=CLOSES + after, sent_at=CLOSES - MOMENT)
    vote = cast(opened, late, hat("NL"))
    assert vote.in_grace
    assert (vote.sent_at, vote.received_at) == (CLOSES - MOMENT, CLOSES + after)
    assert "NL" in counting(opened, [vote])


@pytest.mark.rule("DR-11")
@pytest.mark.parametrize(
    ("after", "sent"),
    [
        (timedelta(seconds=180), CLOSES),
        (timedelta(seconds=180), None),
        (timedelta(seconds=300), CLOSES - MOMENT),
    ],
)
def test_the_grace_needs_a_trusted_time_before_closing_and_ends(
    after: timedelta, sent: object
) -> None:
    assert refusal(ballot(Y, at=CLOSES + after, sent_at=sent), hat("NL")).rule == "DR-16"


@pytest.mark.rule("DR-26")
def test_a_vote_on_another_text_is_refused_with_the_line_that_shows_this_one() -> None:
    refused = refusal(ballot(Y, fingerprint=OTHER_TEXT), hat("NL"))
    assert (refused.rule, refused.instead) == ("DR-26", ("poll show POL-00000000X",))


@pytest.mark.rule("DR-26")
@over(st.lists(BALLOT, min_size=1, max_size=8))
def test_an_amended_text_voids_every_vote_even_when_the_old_words_return(
    answers: list[Answer],
) -> None:
    opened = poll()
    votes = given(opened, answers)
    once = amend(opened, OTHER_TEXT, opened.opened_at, {})
    back = amend(once, TEXT, opened.opened_at, {})
    assert counting(once, votes) == {} == counting(back, votes)
    assert waiting(back, votes) == OTHERS


@pytest.mark.rule("DR-32", "DR-08")
@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("answer", list(Answer))
def test_each_rule_takes_only_its_own_answers(rule: Rule, answer: Answer) -> None:
    says_no = answer in (Answer.OBJECT, Answer.AMEND)
    taken = says_no or answer is N if rule is Rule.SILENCE else rule.by_objection or not says_no
    if taken:
        assert cast(poll(rule), ballot(answer), hat("NL")).answer is answer
    else:
        assert refusal(ballot(answer), hat("NL"), rule).rule in ("DR-32", "DR-08")


@pytest.mark.rule("DR-32")
def test_the_voter_gets_back_party_answer_time_and_text() -> None:
    said = recorded(cast(poll(), ballot(Y), hat("NL")))
    assert (said["party"], said["text"]) == ("NL", f"{TEXT[:4]} {TEXT[4:8]}")


@pytest.mark.rule("DR-16")
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.OPEN])
def test_a_poll_that_is_not_open_takes_no_answer(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        cast(replace(poll(), stage=stage), ballot(Y), hat("NL"))
    assert refused.value.rule == "stage"


def test_the_roll_call_names_every_eligible_party_and_its_silence() -> None:
    opened = poll()
    calls = roll_call(opened, given(opened, [Y, None, N]))
    assert calls[:3] == (("AU", Y), ("CA", None), ("CO", N))
    assert len(calls) == len(OTHERS)
    assert all(vote.how is How.PLATFORM for vote in given(opened, [Y]))
