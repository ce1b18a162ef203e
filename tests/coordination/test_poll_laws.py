"""The laws of voting, whatever is sent, in whatever order: stated over all sequences of answers."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.parties import Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.count import answers, counting, roll_call, tally
from coordination.poll.course import amend, close
from coordination.poll.decide import decide
from coordination.poll.delegating import Alternates
from coordination.poll.record import Accredited, Poll
from coordination.poll.recount import agrees, recount
from coordination.poll.referendum import due, ended
from coordination.poll.rule import Rule, VoteBasis
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Vote
from coordination.refused import Refused
from coordination.text import fingerprint
from tests.coordination.polls import CLOSES, MOMENT, OPENED, OTHERS, ballot, given, hat, poll

BALLOT = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING])
BY_VOTES = st.sampled_from([rule for rule in Rule if not rule.by_objection])
SENT = st.lists(st.tuples(st.sampled_from(OTHERS), BALLOT, st.booleans()), max_size=40)
LATER = CLOSES + timedelta(days=14)


def sequence(on: Poll, sent: list[tuple[str, Answer, bool]]) -> list[Vote]:
    """Every answer in the order in which it was received; some are given ad referendum."""
    votes: list[Vote] = []
    for seq, (party, answer, subject) in enumerate(sent, 1):
        at = OPENED + timedelta(minutes=seq)
        said = ballot(answer, seq, at, ad_referendum=subject)
        votes.append(cast(on, said, hat(party), (), votes))
    return votes


@pytest.mark.rule("DR-01", "DR-16", "DR-19")
@over(BY_VOTES, SENT)
def test_no_sequence_of_answers_by_one_party_changes_the_number_of_ballots(
    rule: Rule, sent: list[tuple[str, Answer, bool]]
) -> None:
    on = poll(rule)
    votes = sequence(on, sent)
    counted = counting(on, votes)
    assert set(counted) == {party for party, _, _ in sent}
    assert all(counted[vote.party].seq >= vote.seq for vote in votes)
    sums = tally(on, votes)
    assert sums.yes + sums.no + sums.abstain + sums.silent == len(on.eligible)


@pytest.mark.rule("DR-02")
@over(SENT)
def test_a_tie_is_never_adopted(sent: list[tuple[str, Answer, bool]]) -> None:
    on = poll()
    votes = sequence(on, sent)
    sums = tally(on, votes)
    if sums.yes == sums.no:
        assert decide(on, votes).stage in (
            Stage.TIE_NOT_ADOPTED,
            Stage.NOT_ADOPTED,
            Stage.LAPSED_NO_QUORUM,
        )


@pytest.mark.rule("DR-13", "DR-16")
@over(BY_VOTES, SENT, st.sets(st.sampled_from(OTHERS)))
def test_a_decision_counted_again_from_the_record_and_the_votes_is_the_same(
    rule: Rule, sent: list[tuple[str, Answer, bool]], capitals: set[str]
) -> None:
    on = poll(rule)
    votes = sequence(on, sent)
    over_, _ = close(on, votes, CLOSES + timedelta(minutes=5), 7)
    assert agrees(over_, votes)
    assert agrees(over_, list(reversed(votes)))
    if over_.stage is not Stage.ADOPTED_AD_REFERENDUM:
        return
    assert over_.number is None
    heard = [confirmation(on, party, AnnexKind.CONFIRMED) for party in sorted(capitals)]
    waiting = replace(over_, confirm_by=LATER, annexes=tuple(heard))
    final = due(waiting, votes, LATER)
    assert final is not None
    done = ended(waiting, final, LATER, 7)
    assert agrees(done, votes)
    again = recount(done, votes)
    assert again is not None
    assert again.tally == final.tally


@pytest.mark.rule("DR-13")
@over(SENT)
def test_time_confirms_nothing(sent: list[tuple[str, Answer, bool]]) -> None:
    on = poll()
    votes = sequence(on, sent)
    over_, _ = close(on, votes, CLOSES + timedelta(minutes=5))
    if over_.stage is Stage.ADOPTED_AD_REFERENDUM:
        waiting = replace(over_, confirm_by=LATER)
        assert due(waiting, votes, LATER - MOMENT) is None
        final = due(waiting, votes, LATER)
        assert final is not None
        assert final.stage is not Stage.ADOPTED


def confirmation(on: Poll, party: str, kind: AnnexKind) -> Annex:
    return Annex(on.id, 1_000, kind, party, f"{party}1".lower(), CLOSES + timedelta(days=1))


@pytest.mark.rule("DR-26")
@over(SENT, st.text(min_size=1, max_size=5))
def test_one_changed_character_voids_every_vote(
    sent: list[tuple[str, Answer, bool]], more: str
) -> None:
    on = poll()
    votes = sequence(on, sent)
    changed = fingerprint({"en": f"Re-verify birth records.{more}"})
    newer = amend(on, changed, OPENED + timedelta(hours=2), {})
    assert counting(newer, votes) == {}
    assert all(answer is None for _, answer in roll_call(newer, votes))
    with pytest.raises(Refused) as no:
        cast(newer, ballot(Answer.YES, 99), hat("NL"), (), votes)
    assert no.value.rule == "DR-26"


@pytest.mark.rule("DR-26")
@over(st.text(max_size=40))
def test_nfc_equivalent_text_has_the_same_hash(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert fingerprint({"en": unicodedata.normalize(form, text)}) == fingerprint({"en": text})


@pytest.mark.rule("DR-26")
@pytest.mark.parametrize(
    "other",
    [
        "Re-verify birth rеcords.",
        "Re-verify birth\u200b records.",
        "Re-verify birth \u202erecords.",
        "Re-verify birth records.\ufeff",
        "Re-verify  birth records.",
        "Re\u2011verify birth records.",
    ],
)
def test_a_lookalike_an_invisible_sign_and_a_turned_line_are_another_text(other: str) -> None:
    assert fingerprint({"en": other}) != fingerprint({"en": "Re-verify birth records."})


@pytest.mark.rule("DR-19")
def test_one_person_on_two_platforms_has_one_voice_and_the_later_receipt_prevails() -> None:
    on = poll()
    slack = cast(on, ballot(Answer.YES, 1), hat("CA"))
    matrix = cast(on, ballot(Answer.NO, 2), hat("CA"), (), [slack])
    for votes in ([slack, matrix], [matrix, slack]):
        assert tally(on, votes).no == 1
        assert tally(on, votes).yes == 0


@pytest.mark.rule("DR-03", "DR-04", "DR-05", "DR-21")
@over(st.sampled_from([Rule.ABSOLUTE_MAJORITY, Rule.UNANIMITY, Rule.QUALIFIED]), st.data())
def test_who_left_before_closing_is_not_in_the_share_of_all_and_who_is_suspended_is(
    rule: Rule, data: st.DataObject
) -> None:
    leaving = data.draw(st.sets(st.sampled_from(OTHERS), max_size=3))
    on = poll(rule, basis=VoteBasis.ELIGIBLE)
    answered = data.draw(st.lists(BALLOT, min_size=8, max_size=8))
    votes = given(on, answered)
    kind = data.draw(st.sampled_from([AnnexKind.WITHDRAWN, AnnexKind.SUSPENDED]))
    out = tuple(
        Annex(on.id, 9, kind, party, person, OPENED)
        for party in sorted(leaving)
        for person in ("sec1", "sec2")
    )
    after = replace(on, annexes=out)
    assert after.eligible == on.eligible
    assert all(answers(after, votes)[party] is Answer.NOT_PARTICIPATING for party in leaving)
    assert tally(after, votes).eligible == 8 - len(leaving) * (kind is AnnexKind.WITHDRAWN)
    late = tuple(replace(one, at=on.closes_at) for one in out)
    assert decide(replace(on, annexes=late), votes) == decide(on, votes)


@pytest.mark.rule("DR-24")
@over(st.lists(st.tuples(st.sampled_from(("EU", *OTHERS)), BALLOT), max_size=30))
def test_an_organisation_votes_instead_of_its_members_and_never_beside_them(
    sent: list[tuple[str, Answer]],
) -> None:
    members = ("FR", "IT", "NL")
    declared = Annex(
        "POL-00000000X", 1, AnnexKind.COMPETENCE, "", "sec1", OPENED, other="EU", items=members
    )
    on = replace(poll(), annexes=(declared,))
    speaks = hat(None, Role.OBSERVER, organisation="EU", person="eu1", id="observer-EU")
    on = replace(on, accredited=(*on.accredited, Accredited("EU", speaks.id, speaks.role)))
    votes: list[Vote] = []
    for seq, (voice, answer) in enumerate(sent, 1):
        who = speaks if voice == "EU" else hat(voice)
        with suppress(Refused):
            votes.append(cast(on, ballot(answer, seq), who, (), votes))
    voices = {vote.party for vote in votes}
    assert not ("EU" in voices and voices & set(members))
    sums = tally(on, votes)
    assert sums.yes + sums.no + sums.abstain + sums.silent == 8
    if "EU" in voices:
        assert len({answers(on, votes)[member] for member in members}) == 1


@pytest.mark.rule("DR-18")
def test_an_alternate_answers_only_while_the_vote_is_left_to_it() -> None:
    deputy = hat("NL", Role.ALTERNATE, person="nl2")
    on = replace(poll(), accredited=(Accredited("NL", deputy.id, deputy.role), *poll().accredited))
    with pytest.raises(Refused) as no:
        cast(on, ballot(Answer.YES), deputy)
    assert no.value.rule == "DR-18"
    until = OPENED + timedelta(days=1)
    left = Annex(on.id, 1, AnnexKind.DELEGATED, "NL", "nl1", OPENED, until=until)
    absent = replace(on, annexes=(left,))
    assert cast(absent, ballot(Answer.YES, 2), deputy).party == "NL"
    with pytest.raises(Refused):
        cast(absent, ballot(Answer.YES, 2, until), deputy)
    head = cast(absent, ballot(Answer.NO, 3), hat("NL"))
    with pytest.raises(Refused):
        cast(absent, ballot(Answer.YES, 4), deputy, (), [head])
    standing = replace(on, alternates=Alternates.STANDING)
    assert cast(standing, ballot(Answer.YES, 4), deputy, (), [head]).answer is Answer.YES


@pytest.mark.rule("DR-23")
def test_who_stands_aside_abstains_and_a_person_with_an_interest_does_not_answer() -> None:
    on = poll()
    votes = given(on, [Answer.YES] * 8)
    aside = Annex(on.id, 9, AnnexKind.RECUSED, "FR", "fr1", OPENED)
    after = replace(on, annexes=(aside,))
    assert tally(after, votes).abstain == 1
    with pytest.raises(Refused) as no:
        cast(after, ballot(Answer.YES, 10), hat("FR"))
    assert no.value.rule == "DR-23"
    mine = Annex(on.id, 9, AnnexKind.INTEREST, "IT", "it1", OPENED, other="voter")
    with pytest.raises(Refused):
        cast(replace(on, annexes=(mine,)), ballot(Answer.YES, 10), hat("IT"))
    deputy = hat("IT", Role.ALTERNATE, person="it2")
    stands = (*on.accredited, Accredited("IT", deputy.id, deputy.role))
    free = replace(on, annexes=(mine,), accredited=stands)
    assert cast(free, ballot(Answer.YES, 10), deputy).party == "IT"
