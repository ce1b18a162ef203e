"""What is annexed to a poll beside its votes: only ever added, like them.

Each annex is one act of one party under one rule; what it does to the count is said by `count`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AnnexKind(StrEnum):
    """What was annexed."""

    CONFIRMED = "confirmed"
    """The capital confirms an answer that was given ad referendum (DR-13)."""
    DECLINED = "declined"
    """The capital does not confirm it (DR-13)."""
    RESERVED = "reserved"
    """A reservation: some paragraphs do not apply to the party (DR-14)."""
    DISSOCIATED = "dissociated"
    """A dissociation: the party keeps away from some paragraphs, which do not apply to it."""
    CONSTRUCTIVE = "constructive"
    """An abstention with a declaration: not bound, and not in the way (DR-15)."""
    DELEGATED = "delegated"
    """The voter is absent and leaves the vote to the alternate (DR-18)."""
    RECALLED = "recalled"
    """The voter takes it back (DR-18)."""
    ALIGNED = "aligned"
    """A party that joined later aligns itself with what was adopted (DR-20)."""
    WITHDRAWN = "withdrawn"
    """The party left the group (DR-21)."""
    SUSPENDED = "suspended"
    """The party is suspended from the group (DR-21)."""
    REPLY = "reply"
    """The State concerned answers the proposal; circulated as it is (DR-22)."""
    INTEREST = "interest"
    """A person has an interest of the own: the alternate answers (DR-23)."""
    RECUSED = "recused"
    """The party stands aside, by itself or by a procedural vote (DR-23)."""
    CHALLENGED = "challenged"
    """Another party asks that the party in `other` stand aside (DR-23)."""
    ORDERED = "ordered"
    """A response waits for its turn after the poll in `other` (DR-27)."""
    COMPETENCE = "competence"
    """The organisation in `other` votes instead of its members in `items` (DR-24)."""
    PLACED = "placed"
    """The text is placed under silence from `until` on; `other` is by what (DR-08 a)."""
    CONTESTED = "contested"
    """The party does not agree that the text is placed under silence (DR-08 a)."""
    ADMITTED = "admitted"
    """The credential in `other` speaks for the party since then: no earlier one stands (DR-17)."""
    RECEIVED = "received"
    """The party has received the text under silence, on the platform in `other` (DR-08 d)."""
    RECEIPT_ENTERED = "receipt_entered"
    """A receipt came by `other` and reached the secretariat at `until`; not confirmed (DR-34)."""
    RECEIVED_OUTSIDE = "received_outside"
    """A second person has confirmed such a receipt: `items` are its order numbers (DR-34)."""
    RECEIPT_DECLINED = "receipt_declined"
    """The second person does not confirm it."""
    TIME_ASKED = "time_asked"
    """The party asks for time before a silence ends: it breaks nothing (DR-10)."""
    UNHEARD = "unheard"
    """At the expiry the party was not reached: more time until `until`, or none (DR-34)."""
    LATE = "late"
    """An objection that came at the expiry or later, sent at `until`: without effect (DR-09)."""
    LETTER_LAPSED = "letter_lapsed"
    """A letter that reached the secretariat at `until`; no second person confirmed it (DR-33)."""
    OBJECTED_TOO = "objected_too"
    """One more objection to what was broken already (DR-09)."""
    TOLD_MEETING = "told_meeting"
    """What was adopted under silence is announced at the meeting in `other` (DR-08 e)."""
    ASKED = "asked"
    """Put at the meeting in `other`, where the parties in `items` were: any objection? (DR-06)."""
    CATEGORY = "category"
    """The chair proposes the category in `other`, procedural or substantive (DR-25)."""
    AMENDED = "amended"
    """The party that put the item has amended its text: its time began anew (DR-26)."""
    TAKE_OFF = "take_off"
    """The chair would withdraw the item, for the reason in `text` (DR-28)."""
    LET_GO = "let_go"
    """The party that put it consents, so it is withdrawn (DR-28)."""
    EXHAUSTED = "exhausted"
    """The chair records that consensus was sought in vain (DR-25)."""


@dataclass(frozen=True)
class Annex:
    """One act beside the votes, on the poll or the response with the id `about`.

    `other` is a second party, credential or organisation; `items` are numbers of paragraphs or
    codes of members; `until` is when it ends by itself; `text` are the party's words, verbatim.
    """

    about: str
    seq: int
    kind: AnnexKind
    party: str
    person: str
    at: datetime
    other: str = ""
    items: tuple[str, ...] = ()
    until: datetime | None = None
    text: str = ""


def of(annexes: Iterable[Annex], *kinds: AnnexKind) -> tuple[Annex, ...]:
    """Those of some kinds, or of all, in the order in which they came."""
    found = (one for one in annexes if not kinds or one.kind in kinds)
    return tuple(sorted(found, key=lambda one: (one.at, one.seq)))


def parties_of(annexes: Iterable[Annex], *kinds: AnnexKind) -> tuple[str, ...]:
    """Whose annexes of these kinds there are, each once."""
    return tuple(dict.fromkeys(one.party for one in of(annexes, *kinds)))
