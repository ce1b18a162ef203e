"""A party's position from outside the platforms: by note, letter, e-mail or call (DR-33).

One person of the secretariat enters it with its evidence; a second one confirms it, and only then
it is a vote. Its place in the order is its entry's, so what the party itself sends later prevails;
and what it sent between the letter's coming and its entry is no older word either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import decides, takes, text_changed, timely
from coordination.poll.interest import may_answer
from coordination.poll.record import Poll
from coordination.poll.regional import either_or
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import OBJECTIONS, Ballot, How, Vote
from coordination.refused import Refused
from coordination.said import Said


class LetterChannel(StrEnum):
    """How a position reached the secretariat."""

    NOTE = "note"
    LETTER = "letter"
    EMAIL = "email"
    CALL = "call"


class Became(StrEnum):
    """What became of a position that was entered."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    """The second person says that the evidence says something else."""
    LAPSED = "lapsed"
    """Nobody said anything in time: the rule ended it, and no person did."""


@dataclass(frozen=True)
class Position:
    """A party's position as the secretariat entered it.

    `ballot.sent_at` is when it reached the secretariat, which stands for the time of sending
    (DR-11); `ballot.received_at` and `seq` are the entry's receipt. `evidence` is a reference.
    """

    poll: str
    version: int
    party: str
    channel: LetterChannel
    evidence: str
    entered_by: str
    credential: str
    ballot: Ballot


def enter(
    poll: Poll,
    party: str,
    channel: LetterChannel,
    evidence: str,
    ballot: Ballot,
    credential: Credential,
) -> Position:
    """The position, to be confirmed by a second person; raises `Refused` when it cannot stand."""
    _evidenced(poll, party, evidence, ballot, credential)
    _takes(poll, ballot)
    return Position(
        poll=poll.id,
        version=poll.version,
        party=party,
        channel=channel,
        evidence=evidence,
        entered_by=credential.person,
        credential=credential.id,
        ballot=ballot,
    )


def confirm(
    poll: Poll,
    position: Position,
    credential: Credential,
    at: datetime,
    votes: Iterable[Vote] = (),
) -> Vote:
    """The vote of a confirmed position; raises `Refused` for the person who entered it.

    So it is where its organisation, or a member of it, has answered already (DR-24).
    """
    seconded(poll, position, credential, at)
    _may_answer(poll, position.party, position.ballot)
    given = tuple(votes)
    either_or(poll, position.party, given)
    _not_overtaken(poll, position, given)
    in_grace = _takes(poll, position.ballot)
    if position.version != poll.version:
        raise text_changed(poll)
    return _vote(poll, position, credential.person, in_grace)


def _vote(poll: Poll, position: Position, second: str, in_grace: bool) -> Vote:
    ballot = position.ballot
    return Vote(
        poll=poll.id,
        version=poll.version,
        party=decides(poll, position.party),
        person=position.entered_by,
        credential=position.credential,
        answer=ballot.answer,
        fingerprint=ballot.fingerprint,
        received_at=ballot.received_at,
        seq=ballot.seq,
        sent_at=ballot.sent_at,
        in_grace=in_grace,
        how=How.LETTER,
        confirmed_by=second,
        evidence=position.evidence,
        text=ballot.text,
        ad_referendum=ballot.ad_referendum,
        reservation=ballot.reservation,
    )


def seconded(poll: Poll, position: Position, credential: Credential, at: datetime) -> None:
    """Raises `Refused` for whoever is not a second person of the office."""
    _check_office(poll, credential, at, Role.SECRETARIAT, Role.CHAIR, Role.COORDINATOR)
    if credential.person == position.entered_by:
        raise Refused("DR-33", Said("poll.letter_second_person", poll=poll.id))


def waiting(
    poll: Poll, positions: Iterable[Position], votes: Iterable[Vote] = ()
) -> tuple[Position, ...]:
    """Those that would count and that no second person has seen: the end waits for them (DR-09).

    Nobody is passed over because a colleague was slow; to say no ends the wait as well.
    """
    given = tuple(votes)
    same = (one for one in positions if one.version == poll.version)
    return tuple(one for one in same if _would(poll, one, given))


def _would(poll: Poll, position: Position, votes: tuple[Vote, ...]) -> bool:
    try:
        _may_answer(poll, position.party, position.ballot)
        either_or(poll, position.party, votes)
        _not_overtaken(poll, position, votes)
        _takes(poll, position.ballot)
    except Refused:
        return False
    return True


def _not_overtaken(poll: Poll, position: Position, votes: tuple[Vote, ...]) -> None:
    """Raises `Refused` where the party has answered since the letter came, by a letter too.

    Where one objection is enough, one that had come stands, whatever was said afterwards (DR-09).
    """
    ballot = position.ballot
    if poll.rule.by_objection and ballot.answer in OBJECTIONS:
        return
    party, reached = decides(poll, position.party), ballot.sent_at or ballot.received_at
    before = (vote for vote in votes if vote.party == party and vote.version == poll.version)
    if any(vote.seq < ballot.seq and _since(vote, reached) for vote in before):
        line = f"poll countersign {poll.id} {position.party} no"
        said = Said("poll.letter_overtaken", poll=poll.id, party=position.party)
        raise Refused("DR-33", said, (line,))


def _since(vote: Vote, reached: datetime) -> bool:
    """Whether it was said since: a letter entered again, as of the same instant, corrects it."""
    if vote.how is How.LETTER:
        return reached < (vote.sent_at or vote.received_at)
    return reached <= vote.received_at


def late(
    poll: Poll,
    party: str,
    channel: LetterChannel,
    evidence: str,
    ballot: Ballot,
    credential: Credential,
) -> Annex | None:
    """The record of an objection that is entered after a silence has ended; None for any other.

    It changes nothing; both times are kept (DR-09). Raises `Refused` where it cannot stand.
    """
    if poll.rule is not Rule.SILENCE or ballot.answer not in OBJECTIONS:
        return None
    if poll.stage not in _ENDED or timely(poll, ballot.received_at, ballot.sent_at):
        return None
    _evidenced(poll, party, evidence, ballot, credential)
    return Annex(
        poll.id,
        ballot.seq,
        AnnexKind.LATE,
        party,
        credential.person,
        ballot.received_at,
        channel.value,
        (),
        ballot.sent_at,
        evidence.strip(),
    )


_ENDED = (Stage.OPEN, Stage.ADOPTED, Stage.LAPSED_NO_QUORUM)


def _evidenced(
    poll: Poll, party: str, evidence: str, ballot: Ballot, credential: Credential
) -> None:
    _check_office(poll, credential, ballot.received_at, Role.SECRETARIAT)
    decides(poll, party)
    _may_answer(poll, party, ballot)
    if not evidence.strip():
        raise Refused("DR-33", Said("poll.letter_without_evidence", poll=poll.id))
    if ballot.sent_at is None or ballot.sent_at > ballot.received_at:
        raise Refused("DR-33", Said("poll.letter_without_time", poll=poll.id))


def _may_answer(poll: Poll, party: str, ballot: Ballot) -> None:
    """Raises `Refused` for a party that left or stands aside.

    Where one objection is enough, one that had reached the office before that stands: nobody takes
    it away by what is decided about its State afterwards (DR-09, DR-21, DR-23).
    """
    reached = ballot.sent_at or ballot.received_at
    if poll.rule.by_objection and ballot.answer in OBJECTIONS:
        poll = replace(poll, annexes=tuple(one for one in poll.annexes if one.at <= reached))
    may_answer(poll, party, "")


def _takes(poll: Poll, ballot: Ballot) -> bool:
    return takes(poll, ballot.answer, ballot.received_at, ballot.sent_at, ballot.fingerprint)


def _check_office(poll: Poll, credential: Credential, at: datetime, *roles: Role) -> None:
    if credential.group != poll.group or credential.role not in roles or not credential.valid(at):
        raise Refused("DR-33", Said("poll.letter_needs_secretariat", poll=poll.id))
