"""Receipts of a text under silence: nothing is adopted before every party has had it (DR-08 d).

A voter says so on a platform; or a note verbale, letter, e-mail or call says so, which one person
of the secretariat enters and a second one confirms (DR-33, DR-34). A receipt is no consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.cast import decides, speaks_for
from coordination.poll.count import recused
from coordination.poll.leaving import departed
from coordination.poll.letter import LetterChannel
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import LIFECYCLE
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said

_OFFICE = (Role.SECRETARIAT, Role.CHAIR, Role.COORDINATOR)


def receipts(poll: Poll) -> dict[str, Annex]:
    """The first receipt of each eligible party that had one before the expiry."""
    found: dict[str, Annex] = {}
    for one in of(poll.annexes, AnnexKind.RECEIVED, AnnexKind.RECEIVED_OUTSIDE):
        if one.party in poll.eligible and (one.until or one.at) < poll.closes_at:
            found.setdefault(one.party, one)
    return found


def without_receipt(poll: Poll) -> tuple[str, ...]:
    """The eligible parties that have not confirmed receipt, of those that can still object."""
    had = {*receipts(poll), *excused(poll)}
    return tuple(party for party in poll.eligible if party not in had)


def not_reached(poll: Poll) -> tuple[str, ...]:
    """The parties because of which a silence that nobody has broken is not adopted.

    One of them may have objected by a letter that nobody confirmed in time (DR-33).
    """
    noted = {one.party for one in of(poll.annexes, AnnexKind.UNHEARD) if one.until is None}
    letters = {one.party for one in of(poll.annexes, AnnexKind.LETTER_LAPSED) if one.items}
    lacking = noted | letters | set(without_receipt(poll))
    return tuple(party for party in poll.eligible if party in lacking)


def excused(poll: Poll) -> frozenset[str]:
    """The parties for which nobody waits: they left (DR-21), or they stand aside (DR-23)."""
    return frozenset((*departed(poll), *recused(poll)))


def received(
    poll: Poll,
    hat: Credential,
    at: datetime,
    seq: int,
    platform: str,
    votes: Iterable[Vote] = (),
) -> Annex:
    """A party's receipt, given on a platform by its voter; raises `Refused`."""
    under_silence(poll, "acknowledge")
    party = speaks_for(poll, hat, at, votes)
    if party not in poll.eligible:
        # An organisation answers instead of its members, but each of them has to know (DR-08 d).
        raise Refused("DR-24", Said("silence.receipt_of_members", poll=poll.id))
    return Annex(poll.id, seq, AnnexKind.RECEIVED, party, hat.person, at, other=platform)


def under_silence(poll: Poll, act: str) -> None:
    """Raises `Refused` unless the act fits an open silence."""
    if poll.rule is not Rule.SILENCE:
        said = Said("silence.not_this", poll=poll.id)
        raise Refused("DR-08", said, (f"poll show {poll.id}",))
    LIFECYCLE.after(act, poll.stage)


def entered(
    poll: Poll,
    party: str,
    channel: LetterChannel,
    reached: datetime,
    evidence: str,
    hat: Credential,
    at: datetime,
    seq: int,
) -> Annex:
    """A receipt from outside, to be confirmed by a second person; raises `Refused`."""
    under_silence(poll, "acknowledge")
    _office(poll, hat, at, Role.SECRETARIAT)
    decides(poll, party)
    if not evidence.strip():
        raise Refused("DR-33", Said("silence.receipt_without_evidence", poll=poll.id))
    if not poll.opened_at <= reached <= at:
        raise Refused("DR-33", Said("silence.receipt_without_time", poll=poll.id))
    kind, text = AnnexKind.RECEIPT_ENTERED, evidence.strip()
    return Annex(poll.id, seq, kind, party, hat.person, at, channel.value, (), reached, text)


def waiting_receipt(poll: Poll, party: str) -> Annex | None:
    """The newest receipt of a party that came from outside and that nobody has confirmed."""
    kinds = (AnnexKind.RECEIVED_OUTSIDE, AnnexKind.RECEIPT_DECLINED)
    done = {item for one in of(poll.annexes, *kinds) for item in one.items}
    found = of(poll.annexes, AnnexKind.RECEIPT_ENTERED)
    open_ = [one for one in found if one.party == party and str(one.seq) not in done]
    return open_[-1] if open_ else None


def attested(
    poll: Poll, waiting: Annex, hat: Credential, at: datetime, seq: int, *, agree: bool
) -> Annex:
    """The receipt, confirmed or not by another person than who entered it; raises `Refused`.

    It stands since it reached the secretariat.
    """
    under_silence(poll, "acknowledge")
    _office(poll, hat, at, *_OFFICE)
    if hat.person == waiting.person:
        raise Refused("DR-33", Said("poll.letter_second_person", poll=poll.id))
    kind = AnnexKind.RECEIVED_OUTSIDE if agree else AnnexKind.RECEIPT_DECLINED
    items = (str(waiting.seq),)
    party, channel, evidence = waiting.party, waiting.other, waiting.text
    return Annex(poll.id, seq, kind, party, hat.person, at, channel, items, waiting.until, evidence)


def _office(poll: Poll, hat: Credential, at: datetime, *roles: Role) -> None:
    if hat.group != poll.group or hat.role not in roles or not hat.valid(at):
        raise Refused("DR-33", Said("poll.letter_needs_secretariat", poll=poll.id))
