"""Answers ad referendum: given subject to confirmation by the capital (DR-13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coordination.accrediting import in_force
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, parties_of
from coordination.poll.count import counting, firm, recused
from coordination.poll.decide import Decision, outcome
from coordination.poll.delegation import may_deputise
from coordination.poll.interest import no_interest
from coordination.poll.leaving import departed
from coordination.poll.record import Poll
from coordination.poll.stage import FINAL, LIFECYCLE, Stage
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said

_ANSWERS = (AnnexKind.CONFIRMED, AnnexKind.DECLINED)


def provisional(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """The voices whose last answer was given ad referendum, of those whose answer counts.

    Nobody waits for the capital of a party that left (DR-21) or stands aside (DR-23).
    """
    apart = {*recused(poll), *departed(poll)}
    given = (vote for party, vote in counting(poll, votes).items() if party not in apart)
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
    """What a capital says of its own provisional answer, in time; raises `Refused`.

    A person with an interest says it no more than such a person answers (DR-23).
    """
    LIFECYCLE.after("confirm", poll.stage)
    votes = tuple(votes)
    voice = hat.party or hat.organisation or ""
    able = hat.role in (Role.VOTER, Role.ALTERNATE) or voice in poll.organisations
    if not able or hat.group != poll.group or not hat.valid(at):
        raise Refused("DR-17", Said("poll.not_a_voter", poll=poll.id, party=voice))
    in_force(hat)
    if voice not in provisional(poll, votes):
        raise Refused("DR-13", Said("poll.confirm.nothing", poll=poll.id, party=voice))
    if poll.confirm_by is not None and at >= poll.confirm_by:
        raise Refused("DR-13", Said("poll.confirm.too_late", poll=poll.id, until=poll.confirm_by))
    no_interest(poll, voice, hat.person)
    if hat.role is Role.ALTERNATE:
        may_deputise(poll, hat, at, votes)
    kind = AnnexKind.CONFIRMED if agrees else AnnexKind.DECLINED
    return Annex(poll.id, seq, kind, voice, hat.person, at, text=text.strip())


def counted_again(poll: Poll, votes: Iterable[Vote]) -> Decision:
    """The outcome with the confirmed answers alone."""
    return outcome(poll, firm(poll, votes))


def due(poll: Poll, votes: Iterable[Vote], at: datetime) -> Decision | None:
    """The final decision, once every capital has answered or its time is over; None until then."""
    given = tuple(votes)
    over = poll.confirm_by is not None and at >= poll.confirm_by
    return counted_again(poll, given) if over or not unconfirmed(poll, given) else None


def ended(poll: Poll, decision: Decision, at: datetime, number: int | None = None) -> Poll:
    """The poll with its final decision, as any count ends; only now it gets its number (DR-08 b).

    Without a quorum it has lapsed and nobody has rejected it (DR-12).
    """
    adopted = decision.stage is Stage.ADOPTED
    stage = LIFECYCLE.after(FINAL[decision.stage], poll.stage)
    return replace(poll, stage=stage, closed_at=at, number=number if adopted else None)
