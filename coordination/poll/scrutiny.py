"""What a State may say under silence that does not break it, and objections that come too late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.parties import Credential
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.cast import speaks_for, timely
from coordination.poll.outage import Outage
from coordination.poll.receipt import under_silence
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import OBJECTIONS, Ballot
from coordination.refused import Refused
from coordination.said import Said

_ENDED = (Stage.OPEN, Stage.ADOPTED, Stage.LAPSED_NO_QUORUM, Stage.BROKEN)


def time_asked(poll: Poll, hat: Credential, at: datetime, seq: int, text: str) -> Annex:
    """A scrutiny reservation: the party's capital asks for time; it breaks nothing (DR-10)."""
    takes_time(poll)
    party = speaks_for(poll, hat, at)
    if at >= poll.closes_at:
        said = Said("silence.asked_too_late", poll=poll.id, closed=poll.closes_at)
        raise Refused("DR-10", said, (f"poll show {poll.id}",))
    return Annex(poll.id, seq, AnnexKind.TIME_ASKED, party, hat.person, at, text=text.strip())


def takes_time(poll: Poll) -> None:
    """Raises `Refused` unless time can be asked for: under silence alone, while it runs (DR-10)."""
    if poll.rule is not Rule.SILENCE:
        lines = (f"poll dissociate {poll.id}", f"poll state {poll.id}", f"poll show {poll.id}")
        raise Refused("DR-10", Said("silence.no_time_in_vote", poll=poll.id), lines)
    under_silence(poll, "reserve")


def asking(poll: Poll) -> tuple[str, ...]:
    """The parties that have asked for time."""
    return tuple(dict.fromkeys(one.party for one in of(poll.annexes, AnnexKind.TIME_ASKED)))


def without_effect(
    poll: Poll, ballot: Ballot, hat: Credential, outages: Iterable[Outage] = ()
) -> Annex | None:
    """The record of an objection that changes nothing; None for any other answer (DR-09).

    It came at the expiry or later, or when another one had broken the silence already. Raises
    `Refused` for whoever has no voice here.
    """
    if poll.rule is not Rule.SILENCE or ballot.answer not in OBJECTIONS:
        return None
    late = poll.stage in _ENDED and not timely(poll, ballot.received_at, ballot.sent_at, outages)
    if not late and poll.stage is not Stage.BROKEN:
        return None
    party = speaks_for(poll, hat, ballot.received_at)
    kind = AnnexKind.LATE if late else AnnexKind.OBJECTED_TOO
    return Annex(
        poll.id,
        ballot.seq,
        kind,
        party,
        hat.person,
        ballot.received_at,
        until=ballot.sent_at,
        text=ballot.text or "",
    )
