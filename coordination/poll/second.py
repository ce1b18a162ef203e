"""What waits for a second person of the office, and until when: never for good (DR-21, DR-33)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.calendar import WorkCalendar, after_working_hours
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.leaving import departed
from coordination.poll.letter import Position, waiting
from coordination.poll.outage import Span
from coordination.poll.receipt import waiting_receipt
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.vote import OBJECTIONS, Vote

LAPSES = 24
"""Working hours of the office after the end, or after the entry if that was later."""
AGAIN = 8
"""Working hours of the office between two reminders."""


Until = Callable[[datetime], datetime]


class Entered(StrEnum):
    """What one person entered."""

    LETTER = "letter"
    RECEIPT = "receipt"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


@dataclass(frozen=True)
class Waits:
    """One entry that waits: for which party, since when it is here, and until when it waits.

    `seq` is the order number of its entry.
    """

    what: Entered
    party: str
    entered_by: str
    reached: datetime
    until: datetime
    seq: int


def spoken_of(number: int | None, place: int, entered: int) -> bool:
    """Whether a second person's word is about the letter that is to be confirmed now.

    `number` is that of the letter which was shown, `place` that of the one to confirm, among the
    `entered` ones of its party in the order of entry; without a number it is the only one.
    """
    return entered == 1 if number is None else number == place


def waits(
    poll: Poll, positions: Iterable[Position], votes: Iterable[Vote], until: Until
) -> tuple[Waits, ...]:
    """Everything that nobody has confirmed yet and that would change something.

    `until` says when what begins to wait at an instant has waited long enough. A letter waits
    beyond the end of the poll, which is not closed over it; what counts of it, once it is
    confirmed, is when it reached the secretariat. The others are of use until the end.
    """
    return (*_letters(poll, positions, votes, until), *_noted(poll))


def _letters(
    poll: Poll, positions: Iterable[Position], votes: Iterable[Vote], until: Until
) -> Iterator[Waits]:
    for one in waiting(poll, positions, votes):
        ballot = one.ballot
        end = until(max(ballot.received_at, poll.closes_at))
        reached = ballot.sent_at or ballot.received_at
        yield Waits(Entered.LETTER, one.party, one.entered_by, reached, end, ballot.seq)


def _noted(poll: Poll) -> Iterator[Waits]:
    gone = departed(poll)
    kinds = (AnnexKind.WITHDRAWN, AnnexKind.SUSPENDED)
    leaving = {one.party: one for one in of(poll.annexes, *kinds) if one.party not in gone}
    noted = dict.fromkeys(one.party for one in of(poll.annexes, AnnexKind.RECEIPT_ENTERED))
    notes = [waiting_receipt(poll, party) for party in noted]
    for one in (*leaving.values(), *notes):
        if one is not None:
            kind = _KINDS[one.kind]
            since = one.until or one.at
            yield Waits(kind, one.party, one.person, since, poll.closes_at, one.seq)


_KINDS = {
    AnnexKind.WITHDRAWN: Entered.WITHDRAWN,
    AnnexKind.SUSPENDED: Entered.SUSPENDED,
    AnnexKind.RECEIPT_ENTERED: Entered.RECEIPT,
}


def stands_until(since: datetime, unheard: Iterable[Span], desk: WorkCalendar) -> datetime:
    """Until when a letter waits for its second person (DR-33).

    While nothing is heard of the office's platforms nobody can confirm it: its time begins anew
    when they are back, as an outage gives a poll no less (DR-11).
    """
    end = after_working_hours(desk, since, LAPSES)
    for began, ended in unheard:
        if began < end and ended > since:
            end = max(end, after_working_hours(desk, ended, LAPSES))
    return end


def look_at(at: datetime, end: datetime, desk: WorkCalendar) -> datetime:
    """When those who can confirm are reminded next, and at the latest at its end."""
    return min(end, after_working_hours(desk, at, AGAIN))


def lapsed(poll: Poll, position: Position, at: datetime, seq: int) -> Annex:
    """The record that a letter came and that nobody confirmed it: it is no answer.

    Where it says no to a text under silence, nothing is adopted over it: the text can be put again.
    """
    ballot = position.ballot
    objects = poll.rule is Rule.SILENCE and ballot.answer in OBJECTIONS
    return Annex(
        poll.id,
        seq,
        AnnexKind.LETTER_LAPSED,
        position.party,
        position.entered_by,
        at,
        position.channel.value,
        ("objection",) if objects else (),
        ballot.sent_at,
        position.evidence,
    )
