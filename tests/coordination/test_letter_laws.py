"""The laws of letters, over all sequences: two people, one word of each State, its last (DR-33)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.commitment.letter import countersigned, entered, not_so
from coordination.commitment.record import ByLetter, Commitment, Promise
from coordination.commitment.stage import Stage
from coordination.commitment.standing import withdrawn
from coordination.message import letter as message_letter
from coordination.message.entry import Came, How, Posted, Signature
from coordination.message.signing import Word, signers, standing
from coordination.message.signing import given as own_word
from coordination.parties import Credential, Role
from coordination.poll import letter as poll_letter
from coordination.poll.cast import cast
from coordination.poll.count import counting
from coordination.poll.letter import LetterChannel, Position
from coordination.poll.vote import Answer, Vote
from coordination.poll.vote import How as Came_by
from coordination.refused import Refused
from tests.coordination.messages import ASKED, NOW, hat, signable
from tests.coordination.polls import OPENED, ballot, poll
from tests.coordination.polls import hat as voter

OFFICE = ("sam", "kim")
MINUTE = timedelta(minutes=1)
STATE = st.sampled_from(("CA", "FR"))
CLERK = st.sampled_from(OFFICE)
AGO = st.integers(0, 6)
WHICH = st.integers(0, 5)


def clerk(person: str) -> Credential:
    return replace(hat(None, Role.SECRETARIAT), person=person, id=person)


def steps(word: st.SearchStrategy[object]) -> st.SearchStrategy[list[tuple[object, ...]]]:
    """A State says something; its letter of so long ago is entered; one is looked at."""
    own = st.tuples(st.just("own"), STATE, word)
    enters = st.tuples(st.just("enter"), STATE, word, CLERK, AGO)
    looks = st.tuples(st.just("look"), WHICH, CLERK)
    return st.lists(st.one_of(own, enters, looks), max_size=14)


def older_after_newer(newer: object, older: object) -> list[tuple[object, ...]]:
    """The letter that came first is entered after the one that came later was confirmed."""
    first = [("enter", "FR", newer, "sam", 0), ("look", 0, "kim")]
    return [*first, ("enter", "FR", older, "sam", 3), ("look", 1, "kim")]


@pytest.mark.rule("DR-33", "DR-17")
@example(older_after_newer(How.SIGN, How.DECLINE))
@over(steps(st.sampled_from((How.SIGN, How.DECLINE))))
def test_no_sequence_of_letters_gives_a_state_two_signatures_or_undoes_its_later_word(
    acts: list[tuple[object, ...]],
) -> None:
    on = signable(minimum=4)
    posted: list[Posted] = []
    said: list[Signature] = []
    for minute, act in enumerate(acts, 1):
        now = NOW + minute * MINUTE
        with suppress(Refused):
            match act:
                case ("own", str(party), How() as how):
                    said.append(own_word(on, said, hat(party), Word(how), now))
                case ("enter", str(party), How() as how, str(person), int(ago)):
                    came = Came(LetterChannel.NOTE, now - ago * MINUTE, f"note {minute}")
                    posted.append(
                        message_letter.entered(on, party, how, "", came, clerk(person), now)
                    )
                case ("look", int(n), str(person)) if n < len(posted):
                    seen = message_letter.signed(on, posted[n], clerk(person), said, now)
                    assert seen.seconded_by != seen.person
                    said.append(seen)
        _only_their_last(said)
    assert set(standing(on, said)) <= {one.party for one in said}
    assert len(signers(on, said)) <= len(ASKED)
    notes = [one.came.evidence for one in said if one.came]
    assert len(notes) == len(set(notes))  # one letter is one word, however often it is looked at


def _only_their_last(said: list[Signature]) -> None:
    """No letter stands after a word that its State said since the letter came."""
    for n, one in enumerate(said):
        for before in said[:n]:
            if one.came and before.party == one.party:
                since = before.came.reached if before.came else before.at
                assert since <= one.came.reached


@pytest.mark.rule("DR-33", "DR-16")
@example(older_after_newer(Answer.YES, Answer.NO))
@over(steps(st.sampled_from((Answer.YES, Answer.NO, Answer.ABSTAIN))))
def test_no_sequence_of_letters_gives_a_state_two_votes_or_undoes_its_later_one(
    acts: list[tuple[object, ...]],
) -> None:
    on = poll()
    waits: list[Position] = []
    votes: list[Vote] = []
    for seq, act in enumerate(acts, 1):
        now = OPENED + seq * MINUTE
        with suppress(Refused):
            match act:
                case ("own", str(party), Answer() as answer):
                    votes.append(cast(on, ballot(answer, seq, now), voter(party), (), votes))
                case ("enter", str(party), Answer() as answer, str(person), int(ago)):
                    sent = ballot(answer, seq, now, sent_at=max(OPENED, now - ago * MINUTE))
                    office = replace(voter(None, Role.SECRETARIAT), person=person)
                    note = (LetterChannel.NOTE, f"note {seq}")
                    waits.append(poll_letter.enter(on, party, *note, sent, office))
                case ("look", int(n), str(person)) if waits:
                    # What reached the office last is looked at first, as it is in the store.
                    theirs = [one for one in waits if one.party == waits[n % len(waits)].party]
                    position = max(theirs, key=lambda one: (_reached(one), one.ballot.seq))
                    office = replace(voter(None, Role.SECRETARIAT), person=person)
                    made = poll_letter.confirm(on, position, office, now, votes)
                    waits.remove(position)
                    assert made.confirmed_by != made.person
                    votes.append(made)
        for party, vote in counting(on, votes).items():
            assert vote.how is not Came_by.LETTER or vote.confirmed_by in OFFICE
            assert _came(vote) >= max(_came(one) for one in votes if one.party == party)


def _reached(position: Position) -> timedelta:
    return (position.ballot.sent_at or position.ballot.received_at) - OPENED


def _came(vote: Vote) -> timedelta:
    """When the State said it: a letter when it reached the office."""
    letter = vote.how is Came_by.LETTER and vote.sent_at is not None
    at = vote.sent_at if letter and vote.sent_at else vote.received_at
    return at - OPENED


@pytest.mark.rule("DR-33", "DR-30")
@over(st.sampled_from(OFFICE), st.lists(st.tuples(CLERK, st.booleans()), max_size=6))
def test_a_letter_is_one_commitment_at_most_and_never_by_one_person_alone(
    first: str, looks: list[tuple[str, bool]]
) -> None:
    promise = Promise("Re-verify records", "Central Authority", NOW + timedelta(days=30))
    letter = ByLetter(LetterChannel.NOTE, NOW, "note 12/26")
    made: Commitment = entered("CMT-1", "INC-1", "FR", promise, letter, clerk(first), ASKED, NOW)
    answered: list[Stage] = []
    for person, yes in looks:
        assert made.stage is Stage.OFFERED or answered
        with suppress(Refused):
            made = (countersigned if yes else not_so)(made, clerk(person), NOW)
            assert person != first
            answered.append(made.stage)
    assert len(answered) <= 1
    assert made.stage is (answered[0] if answered else Stage.OFFERED)
    assert (made.letter.seen_by if made.letter else None) != first


@pytest.mark.rule("DR-33", "DR-30")
@over(st.lists(st.tuples(CLERK, st.sampled_from(("yes", "no", "withdraw"))), max_size=6))
def test_nobody_of_the_office_makes_firm_again_what_its_state_took_back(
    acts: list[tuple[str, str]],
) -> None:
    promise = Promise("Re-verify records", "Central Authority", NOW + timedelta(days=30))
    letter = ByLetter(LetterChannel.NOTE, NOW, "note 12/26")
    made = entered("CMT-1", "INC-1", "FR", promise, letter, clerk(OFFICE[0]), ASKED, NOW)
    taken_back = False
    for person, act in acts:
        with suppress(Refused):
            if act == "withdraw":
                made = withdrawn(made, "Sent too early", hat("FR"), NOW)
                taken_back = True
            else:
                made = (countersigned if act == "yes" else not_so)(made, clerk(person), NOW)
        assert (made.stage is Stage.WITHDRAWN) is taken_back
