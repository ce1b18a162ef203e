"""Reservations and dissociations: which paragraphs do not apply to which party (DR-14, DR-15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coordination.parties import Credential
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.cast import speaks_for
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said

APART = (AnnexKind.RESERVED, AnnexKind.DISSOCIATED)


def kept_apart(
    poll: Poll,
    hat: Credential,
    at: datetime,
    seq: int,
    numbers: tuple[str, ...],
    known: tuple[str, ...],
    text: str = "",
    kind: AnnexKind = AnnexKind.DISSOCIATED,
    votes: Iterable[Vote] = (),
) -> Annex:
    """A party's reservation or dissociation, before adoption; raises `Refused`.

    It names paragraphs of the text (`known`), and counts as no objection; no paragraph takes an
    earlier one back.
    """
    party = speaks_for(poll, hat, at, votes)
    _in_time(poll, at)
    _known(poll, numbers, known)
    return Annex(
        poll.id,
        seq,
        kind,
        party,
        hat.person,
        at,
        items=numbers,
        other=mark(poll),
        text=text.strip(),
    )


def _in_time(poll: Poll, at: datetime) -> None:
    LIFECYCLE.after("vote", poll.stage)
    if at >= poll.closes_at:
        raise Refused("DR-14", Said("poll.apart.too_late", poll=poll.id, closed=poll.closes_at))


def _known(poll: Poll, numbers: tuple[str, ...], known: tuple[str, ...]) -> None:
    strange = tuple(number for number in numbers if number not in known)
    if strange:
        said = Said("poll.apart.no_such", numbers=strange, known=known)
        raise Refused("DR-14", said, (f"response show {poll.response}",))


def mark(poll: Poll) -> str:
    """The version that was read: an amended text has other paragraphs (DR-26)."""
    return str(poll.version)


def apart(poll: Poll) -> dict[str, Annex]:
    """Each party with what it keeps away from in the text as it stands: its last word counts."""
    last = {one.party: one for one in of(poll.annexes, *APART) if one.other == mark(poll)}
    return {party: one for party, one in last.items() if one.items}


def coverage(poll: Poll, numbers: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The matrix: each paragraph with the eligible parties to which it does not apply."""
    kept = apart(poll)
    return tuple(
        (number, tuple(party for party, one in sorted(kept.items()) if number in one.items))
        for number in numbers
    )


def takes_the_measure(numbers: Iterable[str], operative: frozenset[str]) -> bool:
    """Whether nothing of the measure itself would apply: the party is asked if it objects."""
    return bool(operative) and operative <= frozenset(numbers)


def constructive(poll: Poll, vote: Vote, text: str) -> Annex:
    """The declaration of a party that abstains: not bound, and not in the way (DR-15)."""
    if not text.strip():
        raise Refused("form", Said("poll.no_words", poll=poll.id))
    return Annex(
        poll.id,
        vote.seq,
        AnnexKind.CONSTRUCTIVE,
        vote.party,
        vote.person,
        vote.received_at,
        text=text.strip(),
    )


def declared(poll: Poll, vote: Vote) -> Annex | None:
    """The declaration that belongs to this very answer."""
    given = of(poll.annexes, AnnexKind.CONSTRUCTIVE)
    return next((one for one in given if one.seq == vote.seq and one.party == vote.party), None)
