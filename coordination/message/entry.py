"""What gathers under a joint message, in its order; an entry is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.incident.informing import Channel
from coordination.poll.letter import Became, LetterChannel


class How(StrEnum):
    """What a party says to a frozen text."""

    SIGN = "sign"
    FOOTNOTE = "sign_with_footnote"
    DECLINE = "decline"
    UNSIGN = "unsign"

    @property
    def signs(self) -> bool:
        return self in (How.SIGN, How.FOOTNOTE)


@dataclass(frozen=True)
class Comment:
    """What a party or an invited organisation says to the draft, on a paragraph or on all of it."""

    at: datetime
    person: str
    party: str | None
    organisation: str | None
    version: int
    paragraph: int | None
    text: str


@dataclass(frozen=True)
class Came:
    """How a word came from outside: by which way, when it reached the office, by which proof."""

    channel: LetterChannel
    reached: datetime
    evidence: str


@dataclass(frozen=True)
class Posted:
    """A party's word as the office entered it from a letter: none until a second one confirms."""

    at: datetime
    party: str
    person: str
    credential: str
    version: int
    fingerprint: str
    how: How
    footnote: str
    came: Came


@dataclass(frozen=True)
class Looked:
    """What became of a letter: `entered` is when it was entered, `person` who looked at it."""

    at: datetime
    party: str
    entered: datetime
    person: str | None
    became: Became


@dataclass(frozen=True)
class Signature:
    """One party's word on one frozen text; the last one under its version counts.

    `ad_referendum`: it counts only once the party confirms it. `alternate`: the deputy gave it.
    One that came by letter says how, and which second person has seen it (DR-33).
    """

    at: datetime
    party: str
    person: str
    credential: str
    version: int
    fingerprint: str
    how: How
    footnote: str = ""
    ad_referendum: bool = False
    alternate: bool = False
    came: Came | None = None
    seconded_by: str | None = None


@dataclass(frozen=True)
class Sending:
    """One copy as it went out: by which way, to which authority, with which proof."""

    at: datetime
    person: str
    channel: Channel
    addressee: str
    evidence: str
    fingerprint: str


@dataclass(frozen=True)
class Receipt:
    """The addressee has it: by whom that was said, and by which proof."""

    at: datetime
    person: str
    party: str | None
    evidence: str = ""


@dataclass(frozen=True)
class Reply:
    """What the addressee answers, word for word."""

    at: datetime
    person: str
    party: str | None
    text: str
    evidence: str = ""


@dataclass(frozen=True)
class Note:
    """What was done after the reply."""

    at: datetime
    person: str
    party: str | None
    text: str


@dataclass(frozen=True)
class Correction:
    """A correction of a dispatched message: under silence of its signatories, then sent (DR-26).

    `number` counts the corrections of one message. The message itself stays as it went out.
    """

    number: int
    at: datetime
    person: str
    language: str
    paragraph: int
    was: str
    now: str
    reason: str
    until: datetime


@dataclass(frozen=True)
class Ended:
    """How the silence on a correction ended: objected to by a party, or sent to all recipients."""

    number: int
    at: datetime
    person: str
    party: str | None
    text: str = ""

    @property
    def sent(self) -> bool:
        return self.party is None


Entry = (
    Comment | Signature | Posted | Looked | Sending | Receipt | Reply | Note | Correction | Ended
)
