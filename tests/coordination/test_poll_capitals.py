"""What capitals say of answers given ad referendum, and the count after it (DR-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.parties import Role
from coordination.poll.adopting import adopting_parties
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.count import roll_call
from coordination.poll.course import close, second_vote_from
from coordination.poll.decide import decide, outcome
from coordination.poll.options import next_option
from coordination.poll.record import Accredited, Poll
from coordination.poll.recount import agrees
from coordination.poll.referendum import confirmed, due, ended, unconfirmed
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Vote
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, OPENED, OTHERS, given, hat, poll, spread

ANNOUNCED = CLOSES + timedelta(minutes=5)
LATER = CLOSES + timedelta(days=14)
BALLOT = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING])
ANSWERED = st.lists(st.tuples(st.none() | BALLOT, st.booleans()), min_size=8, max_size=8)
SAID = st.dictionaries(st.sampled_from(OTHERS), st.booleans())
BY_BALLOT = st.sampled_from([rule for rule in Rule if rule is not Rule.SILENCE])


def subject(*parties: str, votes: list[Vote]) -> list[Vote]:
    """The votes, those of these parties ad referendum."""
    return [replace(vote, ad_referendum=vote.party in parties) for vote in votes]


def waiting(on: Poll, votes: list[Vote], **said: bool) -> Poll:
    """The poll that waits for capitals, of which these have confirmed or declined."""
    over_, _ = close(on, votes, ANNOUNCED)
    assert over_.stage is Stage.ADOPTED_AD_REFERENDUM
    kinds = {True: AnnexKind.CONFIRMED, False: AnnexKind.DECLINED}
    heard = tuple(
        Annex(on.id, 100 + n, kinds[yes], party, f"{party}1".lower(), ANNOUNCED)
        for n, (party, yes) in enumerate(said.items())
    )
    return replace(over_, confirm_by=LATER, annexes=(*over_.annexes, *heard))


def final(on: Poll, votes: list[Vote], **said: bool) -> Poll:
    """The poll, counted again when the time of the capitals is over."""
    waits = waiting(on, votes, **said)
    decision = due(waits, votes, LATER)
    assert decision is not None
    return ended(waits, decision, LATER, 7)


@pytest.mark.rule("DR-12", "DR-13")
@over(BY_BALLOT, ANSWERED, SAID)
def test_counting_again_ends_as_the_firm_answers_alone_would_have_ended(
    rule: Rule, answered: list[tuple[Answer | None, bool]], said: dict[str, bool]
) -> None:
    on = poll(rule)
    provisional = [party for party, (_, ad) in zip(OTHERS, answered, strict=True) if ad]
    votes = subject(*provisional, votes=given(on, [one for one, _ in answered]))
    if decide(on, votes).stage is not Stage.ADOPTED_AD_REFERENDUM:
        return
    firm = [v for v in votes if not v.ad_referendum or said.get(v.party, False)]
    done = final(on, votes, **said)
    assert done.stage is outcome(on, firm).stage
    assert (done.number is not None) is (done.stage is Stage.ADOPTED)
    assert agrees(done, votes)
    shown = [answer for _, answer in roll_call(done, votes)]
    sums = outcome(on, firm).tally
    assert (shown.count(Answer.YES), shown.count(Answer.ABSTAIN)) == (sums.yes, sums.abstain)
    kept = {party for party in provisional if not said.get(party, False)}
    answers = {vote.party for vote in votes}
    assert not kept & answers & set(adopting_parties(done, votes))


@pytest.mark.rule("DR-12", "DR-13")
def test_a_count_that_capitals_leave_without_a_quorum_lapses_and_rejects_nothing() -> None:
    on = replace(poll(), then=("RES-2",))
    votes = subject("AU", "CA", votes=given(on, spread(yes=5)))
    done = final(on, votes)
    assert (done.stage, done.number) == (Stage.LAPSED_NO_QUORUM, None)
    assert next_option(done) == "RES-2"
    assert agrees(done, votes)


@pytest.mark.rule("DR-02", "DR-13")
def test_a_tie_that_capitals_leave_is_voted_on_again_where_that_was_agreed() -> None:
    on = poll(second_vote_on_tie=True)
    votes = subject("AU", votes=given(on, spread(yes=4, no=3)))
    done = final(on, votes)
    assert done.stage is Stage.TIE_NOT_ADOPTED
    assert second_vote_from(done) == LATER + timedelta(hours=24)
    assert agrees(done, votes)


@pytest.mark.rule("DR-13", "DR-21", "DR-23")
@pytest.mark.parametrize("kind", [AnnexKind.RECUSED, AnnexKind.WITHDRAWN, AnnexKind.SUSPENDED])
def test_nobody_waits_for_the_capital_of_a_state_that_left_or_stands_aside(
    kind: AnnexKind,
) -> None:
    on = poll()
    gone = tuple(Annex(on.id, 50, kind, "AU", who, OPENED) for who in ("sam", "kim"))
    votes = subject("AU", "CA", votes=given(on, spread(yes=4, no=2)))
    waits = waiting(replace(on, annexes=gone), votes)
    assert unconfirmed(waits, votes) == ("CA",)
    heard = waiting(replace(on, annexes=gone), votes, CA=True)
    assert due(heard, votes, ANNOUNCED) is not None
    with pytest.raises(Refused) as no:
        confirmed(waits, votes, hat("AU"), ANNOUNCED, 99, agrees=True)
    assert no.value.rule == "DR-13"


@pytest.mark.rule("DR-13", "DR-23")
def test_a_person_with_an_interest_confirms_nothing_and_the_alternate_does() -> None:
    deputy = hat("AU", Role.ALTERNATE, person="au2")
    on = poll()
    mine = Annex(on.id, 1, AnnexKind.INTEREST, "AU", "au1", OPENED, other="voter")
    on = replace(
        on,
        annexes=(mine,),
        accredited=(*on.accredited, Accredited("AU", deputy.id, deputy.role)),
    )
    votes = given(poll(), spread(yes=4, no=3))
    votes = [replace(votes[0], person="au2", credential=deputy.id, ad_referendum=True), *votes[1:]]
    waits = waiting(on, votes)
    with pytest.raises(Refused) as no:
        confirmed(waits, votes, hat("AU"), ANNOUNCED, 99, agrees=True)
    assert no.value.rule == "DR-23"
    assert confirmed(waits, votes, deputy, ANNOUNCED, 99, agrees=True).party == "AU"


@pytest.mark.rule("DR-13")
def test_the_last_word_of_a_capital_in_time_counts_and_none_later() -> None:
    on = poll()
    votes = subject("AU", votes=given(on, spread(yes=4, no=3)))
    waits = waiting(on, votes, AU=True)
    taken_back = Annex(on.id, 200, AnnexKind.DECLINED, "AU", "au1", ANNOUNCED + timedelta(days=1))
    after = replace(waits, annexes=(*waits.annexes, taken_back))
    decision = due(after, votes, LATER)
    assert decision is not None
    assert decision.stage is Stage.TIE_NOT_ADOPTED
    with pytest.raises(Refused) as no:
        confirmed(waits, votes, hat("AU"), LATER, 201, agrees=True)
    assert no.value.rule == "DR-13"
