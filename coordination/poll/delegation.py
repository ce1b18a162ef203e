"""Whose hand gives a party's vote: the voter's, or an alternate's to whom it was left (DR-18)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.accrediting import in_force
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.delegating import Alternates
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said


def delegation(poll: Poll, party: str, at: datetime) -> Annex | None:
    """What the party's voter left to the alternate and has not taken back, at this instant.

    A voter who has declared an interest leaves it to the alternate by that (DR-23).
    """
    acts = of(poll.annexes, AnnexKind.DELEGATED, AnnexKind.RECALLED, AnnexKind.INTEREST)
    theirs = [one for one in acts if one.party == party and one.other != Role.ALTERNATE.value]
    last = theirs[-1] if theirs else None
    if last is None or last.kind is AnnexKind.RECALLED:
        return None
    return last if last.until is None or at < last.until else None


def left_until(poll: Poll, party: str) -> datetime | None:
    """Until when the party's vote was last left to its alternate, where the voter named an end."""
    always = datetime.min.replace(tzinfo=poll.opened_at.tzinfo)
    left = delegation(poll, party, always)
    return left.until if left is not None else None


def delegated(
    poll: Poll, voter: Credential, at: datetime, seq: int, until: datetime | None = None
) -> Annex:
    """The vote of a party, left to its alternate until an instant; raises `Refused`."""
    party = _head(poll, voter, at)
    _still_open(poll, at)
    if not any(one.party == party and one.role is Role.ALTERNATE for one in poll.accredited):
        raise Refused("DR-18", Said("poll.no_alternate", poll=poll.id, party=party))
    if until is not None and until <= at:
        raise Refused("DR-31", Said("poll.delegation_over", until=until))
    return Annex(poll.id, seq, AnnexKind.DELEGATED, party, voter.person, at, until=until)


def absent(poll: Poll, party: str, person: str, at: datetime, seq: int, reference: str) -> Annex:
    """A voter, marked absent on the word of the own authority; raises `Refused`."""
    LIFECYCLE.after("vote", poll.stage)
    _still_open(poll, at)
    if not any(one.party == party and one.role is Role.ALTERNATE for one in poll.accredited):
        raise Refused("DR-18", Said("poll.no_alternate", poll=poll.id, party=party))
    if not reference.strip():
        raise Refused("form", Said("poll.left.no_reference"))
    return Annex(poll.id, seq, AnnexKind.DELEGATED, party, person, at, text=reference.strip())


def recalled(poll: Poll, voter: Credential, at: datetime, seq: int) -> Annex:
    """The vote, taken back by the voter; raises `Refused` where nothing was left to anybody."""
    party = _head(poll, voter, at)
    if delegation(poll, party, at) is None:
        raise Refused("DR-18", Said("poll.nothing_delegated", poll=poll.id, party=party))
    return Annex(poll.id, seq, AnnexKind.RECALLED, party, voter.person, at)


def returned(poll: Poll, party: str, person: str, at: datetime, seq: int, text: str) -> Annex:
    """A voter, not marked absent any more: that was a mistake, or is over. Raises `Refused`.

    Only what was entered on the authority's word; what the voter left to the alternate, or an
    interest that keeps the voter from it, is the voter's own.
    """
    LIFECYCLE.after("vote", poll.stage)
    _still_open(poll, at)
    left = delegation(poll, party, at)
    if left is None or left.kind is not AnnexKind.DELEGATED or not left.text:
        again = f"poll absent {poll.id} {party}"
        raise Refused("DR-18", Said("poll.not_absent", poll=poll.id, party=party), (again,))
    return Annex(poll.id, seq, AnnexKind.RECALLED, party, person, at, text=text.strip())


def may_be_asked(poll: Poll, party: str, role: Role, at: datetime) -> bool:
    """Whether a person in this role is asked: an alternate while the vote is left to alternates."""
    if role is not Role.ALTERNATE or poll.alternates is Alternates.STANDING:
        return True
    return delegation(poll, party, at) is not None


def deputies(poll: Poll) -> frozenset[str]:
    """The credentials of the alternates who may be left a vote in this poll."""
    return frozenset(one.credential for one in poll.accredited if one.role is Role.ALTERNATE)


def may_deputise(poll: Poll, alternate: Credential, at: datetime, votes: Iterable[Vote]) -> None:
    """Raises `Refused` where the alternate's answer would not be the party's.

    The voter's own later answer takes the vote back: it prevails while the poll is open.
    """
    if poll.alternates is Alternates.STANDING:
        return
    party = alternate.party or ""
    left = delegation(poll, party, at)
    if left is None:
        raise Refused("DR-18", Said("poll.not_delegated", poll=poll.id, party=party))
    heads = {id for code, id in poll.voices if code == party} - deputies(poll)
    if any(vote.credential in heads and vote.seq > left.seq for vote in votes):
        raise Refused("DR-18", Said("poll.head_has_answered", poll=poll.id, party=party))


def _still_open(poll: Poll, at: datetime) -> None:
    """What is left to an alternate from the closing on makes no answer of before valid (DR-16)."""
    if at >= poll.closes_at:
        said = Said("poll.delegated_too_late", poll=poll.id, closed=poll.closes_at)
        raise Refused("DR-18", said, (f"poll show {poll.id}",))


def _head(poll: Poll, voter: Credential, at: datetime) -> str:
    party = voter.party or ""
    if voter.role is not Role.VOTER or voter.group != poll.group or not voter.valid(at):
        raise Refused("DR-17", Said("poll.not_a_voter", poll=poll.id, party=party))
    in_force(voter)
    return party
