"""An answer given, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.poll.record import Poll
from coordination.poll.rule import Rule


class Answer(StrEnum):
    """What a party may answer. Nothing else is an answer: no reaction, no free text (DR-32)."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_PARTICIPATING = "not_participating"
    OBJECT = "object"
    AMEND = "amend"


class How(StrEnum):
    """How an answer came (DR-33)."""

    PLATFORM = "platform"
    LETTER = "letter"


OBJECTIONS = frozenset({Answer.NO, Answer.OBJECT, Answer.AMEND})
"""What stops a text where one objection is enough; a plain no says as much as an objection."""

_BALLOT = (Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING)


def allowed(rule: Rule) -> tuple[Answer, ...]:
    """The answers that a rule knows: under silence a party objects or says nothing (DR-08)."""
    if rule is Rule.SILENCE:
        return (Answer.OBJECT, Answer.AMEND, Answer.NO)
    return (*_BALLOT, Answer.OBJECT, Answer.AMEND) if rule.by_objection else _BALLOT


@dataclass(frozen=True)
class Ballot:
    """What one person sent, with its durable receipt.

    `fingerprint` is the text that the person answers on; `received_at` and `seq` are the receipt's
    instant and order number; `sent_at` is the platform's own time, None when it is not trusted
    (DR-11). `text` may be missing: an objection counts before its words are known.
    """

    answer: Answer
    fingerprint: str
    received_at: datetime
    seq: int
    sent_at: datetime | None = None
    text: str | None = None
    ad_referendum: bool = False
    reservation: str | None = None


@dataclass(frozen=True)
class Vote:
    """One accepted answer of one party. Votes are only ever added; the last one counts (DR-16).

    `credential` is the hat of `person`. In a vote by letter both are the secretariat's, and
    `confirmed_by` the second person. `in_grace` says it came after closing, sent before (DR-11).
    """

    poll: str
    version: int
    party: str
    person: str
    credential: str
    answer: Answer
    fingerprint: str
    received_at: datetime
    seq: int
    sent_at: datetime | None = None
    in_grace: bool = False
    how: How = How.PLATFORM
    confirmed_by: str | None = None
    evidence: str | None = None
    text: str | None = None
    ad_referendum: bool = False
    reservation: str | None = None

    def counts_in(self, poll: Poll) -> bool:
        """Whether it answers this poll's text as it stands, for an eligible party."""
        return (
            (self.poll, self.version, self.fingerprint) == (poll.id, poll.version, poll.fingerprint)
            and (self.party in poll.eligible or self.party in poll.organisations)
            and (self.in_grace or self.received_at < poll.closes_at)
        )

    @property
    def objects(self) -> bool:
        """Whether it is an objection or an amendment."""
        return self.answer in OBJECTIONS
