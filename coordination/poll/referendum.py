"""Answers ad referendum: given subject to confirmation by the capital (DR-13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of, parties_of
from coordination.poll.count import counting
from coordination.poll.decide import Decision, outcome
from coordination.poll.delegation import may_deputise
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE, Stage
from coordination.poll.vote import Answer, Vote
from coordination.refused import Refused
from coordination.said import Said

_ANSWERS = (AnnexKind.CONFIRMED, AnnexKind.DECLINED)


def provisional(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """The voices whose last answer was given ad referendum."""
    given = counting(poll, votes).values()
    return tuple(dict.fromkeys(vote.party for vote in given if vote.ad_referendum))


def unconfirmed(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """Those whose capital has said neither yes nor no."""
    heard = parties_of(poll.annexes, *_ANSWERS)
    return tuple(party for party in provisional(poll, votes) if party not in heard)


def confirmed(
    poll: Poll,
    votes: Iterable[Vote],
    hat: Credential,
    at: datetime,
    seq: int,
    *,
    agrees: bool,
    text: str = "",
) -> Annex:
    """What a capital says of its own provisional answer, in time; raises `Refused`."""
    LIFECYCLE.after("confirm", poll.stage)
    votes = tuple(votes)
    voice = hat.party or hat.organisation or ""
    able = hat.role in (Role.VOTER, Role.ALTERNATE) or voice in poll.organisations
    if not able or hat.group != poll.group or not hat.valid(at):
        raise Refused("DR-17", Said("poll.not_a_voter", poll=poll.id, party=voice))
    if voice not in provisional(poll, votes):
        raise Refused("DR-13", Said("poll.confirm.nothing", poll=poll.id, party=voice))
    if poll.confirm_by is not None and at >= poll.confirm_by:
        raise Refused("DR-13", Said("poll.confirm.too_late", poll=poll.id, until=poll.confirm_by))
    if hat.role is Role.ALTERNATE:
        may_deputise(poll, hat, at, votes)
    kind = AnnexKind.CONFIRMED if agrees else AnnexKind.DECLINED
    return Annex(poll.id, seq, kind, voice, hat.person, at, text=text.strip())


def counted_again(poll: Poll, votes: Iterable[Vote]) -> Decision:
    """The outcome with the confirmed answers alone: who has not confirmed does not participate.

    Time that passes never turns an answer into a confirmed one.
    """
    firm = _confirmed(poll)
    final = [
        replace(vote, ad_referendum=False)
        if not vote.ad_referendum or vote.party in firm
        else replace(vote, answer=Answer.NOT_PARTICIPATING, ad_referendum=False)
        for vote in votes
    ]
    return outcome(poll, final)


def due(poll: Poll, votes: Iterable[Vote], at: datetime) -> Decision | None:
    """The final decision, once every capital has answered or its time is over; None until then."""
    given = tuple(votes)
    over = poll.confirm_by is not None and at >= poll.confirm_by
    return counted_again(poll, given) if over or not unconfirmed(poll, given) else None


def ended(poll: Poll, decision: Decision, at: datetime, number: int | None = None) -> Poll:
    """The poll with its final decision; only now it gets its number (DR-08 b)."""
    adopted = decision.stage is Stage.ADOPTED
    stage = LIFECYCLE.after("confirm" if adopted else "leave_unconfirmed", poll.stage)
    return replace(poll, stage=stage, closed_at=at, number=number if adopted else None)


def _confirmed(poll: Poll) -> frozenset[str]:
    """Who confirmed and has not said otherwise since."""
    last = {one.party: one.kind for one in of(poll.annexes, *_ANSWERS)}
    return frozenset(party for party, kind in last.items() if kind is AnnexKind.CONFIRMED)
