"""The laws of who speaks for a party: mandates, deputies, organisations, letters (DR-17 … 33)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.confirmation import Confirmation
from coordination.parties import Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.count import counting
from coordination.poll.delegation import delegated, delegation, may_be_asked, recalled
from coordination.poll.letter import LetterChannel, Position, confirm, enter
from coordination.poll.record import Accredited, Poll
from coordination.poll.regional import declared, taken_back
from coordination.poll.regional import members as members_of
from coordination.poll.vote import Answer, How, Vote
from coordination.refused import Refused
from tests.coordination.confirming import CONFIRMED
from tests.coordination.polls import CLOSES, OPENED, OTHERS, ballot, hat, poll

BALLOT = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING])
HOUR = timedelta(hours=1)
INSTANT = st.integers(-200, 200).map(lambda hours: OPENED + hours * HOUR)
HEAD, DEPUTY = hat("FR"), hat("FR", Role.ALTERNATE, person="fr2")
OFFICE = tuple(hat(None, Role.SECRETARIAT, id=f"sec-{n}", person=f"sec{n}") for n in range(3))


def represented() -> Poll:
    """A poll in which France has a voter and an alternate."""
    on = poll()
    return replace(on, accredited=(*on.accredited, Accredited("FR", DEPUTY.id, DEPUTY.role)))


@pytest.mark.rule("DR-17", "DR-18")
@over(
    st.just(Role.VOTER) | st.sampled_from(list(Role)),
    st.just("FR") | st.sampled_from((*OTHERS, "XV", None)),
    st.just("FR") | st.sampled_from(OTHERS),
    st.just("ica") | st.just("another"),
    INSTANT,
    st.none() | INSTANT,
    st.integers(0, 160),
    st.sampled_from((CONFIRMED, None)),
)
def test_a_vote_is_its_own_voters_under_a_mandate_that_stands_at_receipt(
    role: Role,
    party: str | None,
    bears: str,
    group: str,
    since: object,
    until: object,
    hours: int,
    second: Confirmation | None,
) -> None:
    """Whoever sends it, with whichever credential's id: no proxy, no other group, no ended hat.

    And none that one person alone has registered.
    """
    on, at = poll(), OPENED + hours * HOUR
    id = hat(bears).id
    mandate = {"valid_from": since, "valid_to": until, "confirmation": second}
    who = hat(party, role, id=id, group=group, **mandate)
    accepted = None
    with suppress(Refused):
        accepted = cast(on, ballot(Answer.YES, 1, at), who)
    own = role is Role.VOTER and party == bears and group == on.group
    stands = who.valid(at) and second is not None
    assert (accepted is not None) == (own and stands and at < CLOSES)
    assert accepted is None or accepted.party == bears


ACT = st.one_of(
    st.tuples(st.just("leave"), st.none() | st.integers(1, 5)),
    st.tuples(st.sampled_from(("recall", "head", "deputy")), st.none()),
)


@dataclass
class Seat:
    """What one party's two people have done so far."""

    on: Poll
    votes: tuple[Vote, ...] = ()

    def does(self, act: str, seq: int, for_hours: int | None) -> Vote | None:
        """One act, an hour after the one before; the vote that it is. Raises `Refused`."""
        at = OPENED + seq * HOUR
        if act in ("head", "deputy"):
            who = HEAD if act == "head" else DEPUTY
            vote = cast(self.on, ballot(Answer.YES, seq, at), who, (), self.votes)
            self.votes = (*self.votes, vote)
            return vote
        until = at + for_hours * HOUR if for_hours else None
        made = (
            delegated(self.on, HEAD, at, seq, until)
            if act == "leave"
            else recalled(self.on, HEAD, at, seq)
        )
        self.on = replace(self.on, annexes=(*self.on.annexes, made))
        return None


@pytest.mark.rule("DR-18")
@over(st.lists(ACT, max_size=30))
def test_a_deputy_speaks_exactly_while_the_vote_is_left_to_it_and_the_head_has_not_spoken_since(
    acts: list[tuple[str, int | None]],
) -> None:
    seat = Seat(represented())
    left_at = ends = spoke = None
    for seq, (act, for_hours) in enumerate(acts, 1):
        at = OPENED + seq * HOUR
        holds = left_at is not None and (ends is None or at < ends)
        vote = None
        with suppress(Refused):
            vote = seat.does(act, seq, for_hours)
        if act == "leave":
            left_at, ends = seq, at + for_hours * HOUR if for_hours else None
        elif act == "recall" and holds:
            left_at = None
        elif act == "head":
            assert vote is not None
            spoke = seq
        elif act == "deputy":
            since = left_at is not None and (spoke is None or spoke < left_at)
            assert (vote is not None) == (holds and since)
        now = at + timedelta(minutes=1)
        asked = may_be_asked(seat.on, "FR", Role.ALTERNATE, now)
        assert asked == (delegation(seat.on, "FR", now) is not None)
    found = counting(seat.on, seat.votes).get("FR")
    assert found == (seat.votes[-1] if seat.votes else None)


@pytest.mark.rule("DR-16", "DR-18")
@over(st.integers(0, 300))
def test_nothing_is_left_to_a_deputy_from_the_closing_on(minutes: int) -> None:
    at = CLOSES + timedelta(minutes=minutes)
    with pytest.raises(Refused) as no:
        delegated(represented(), HEAD, at, 9)
    assert no.value.rule == "DR-18"


LETTERS = st.lists(
    st.tuples(
        st.sampled_from(("letter", "vote")),
        BALLOT,
        st.integers(0, 2),
        st.integers(0, 2),
        st.booleans(),
    ),
    max_size=12,
)


@pytest.mark.rule("DR-33", "DR-16")
@over(LETTERS)
def test_a_letter_counts_once_two_have_seen_it_and_the_partys_last_word_prevails(
    sent: list[tuple[str, Answer, int, int, bool]],
) -> None:
    """By order of entry: so a letter withdraws what was voted, and a vote corrects a letter."""
    on = poll()
    votes: list[Vote] = []
    waiting: list[tuple[Position, int]] = []
    last: tuple[int, Answer] | None = None
    for seq, (way, answer, first, second, now) in enumerate(sent, 1):
        at = OPENED + seq * HOUR
        said = ballot(answer, seq, at, sent_at=OPENED)
        if way == "vote":
            votes.append(cast(on, said, hat("CO"), (), votes))
            last = (seq, answer)
            continue
        waiting.append((enter(on, "CO", LetterChannel.NOTE, "n 1", said, OFFICE[first]), second))
        if not now:
            continue
        for one, by in waiting:
            with suppress(Refused):
                votes.append(confirm(on, one, OFFICE[by], at, votes))
                found = (one.ballot.seq, one.ballot.answer)
                last = max(last, found, key=lambda each: each[0]) if last else found
        waiting.clear()
    found_vote = counting(on, votes).get("CO")
    assert (found_vote and (found_vote.seq, found_vote.answer)) == last
    by_letter = [vote for vote in votes if vote.how is How.LETTER]
    assert all(vote.confirmed_by not in (None, vote.person) for vote in by_letter)
    assert all(vote.evidence for vote in by_letter)


@pytest.mark.rule("DR-18", "DR-23")
def test_the_head_left_it_by_an_interest_too() -> None:
    mine = Annex("POL-00000000X", 1, AnnexKind.INTEREST, "FR", "fr1", OPENED, other="voter")
    assert delegation(replace(represented(), annexes=(mine,)), "FR", OPENED) == mine


MEMBERS = st.frozensets(st.sampled_from(OTHERS), min_size=1)


@pytest.mark.rule("DR-24")
@over(st.lists(st.tuples(st.booleans(), MEMBERS), max_size=8))
def test_what_an_organisation_may_answer_for_is_what_was_declared_and_not_taken_back(
    said: list[tuple[bool, frozenset[str]]],
) -> None:
    held: frozenset[str] = frozenset()
    annexes: tuple[Annex, ...] = ()
    clerk = hat(None, Role.SECRETARIAT)
    for seq, (back, members) in enumerate(said):
        named = tuple(members)
        one = declared("RES-1", "EU", named, OTHERS, clerk, OPENED, seq, "Letter")
        if back and not members <= held:
            with pytest.raises(Refused):
                taken_back(annexes, one)
            continue
        annexes = (*annexes, taken_back(annexes, one) if back else one)
        held = held - members if back else members
    on = replace(poll(), annexes=annexes)
    assert frozenset(members_of(on, "EU")) == held
    assert on.organisations == (("EU",) if held else ())
