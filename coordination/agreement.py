"""An agreement in the register, and what its articles ask of its parties (E8, S1 Box 13, S2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coordination.commitment import Every, Strength
from coordination.said import Names


class AgreementKind(StrEnum):
    """What sort of instrument it is."""

    TREATY = "treaty"
    MOU = "mou"
    ARRANGEMENT = "arrangement"
    DECLARATION = "declaration"


@dataclass(frozen=True)
class Agreement:
    """Who agreed, and from when until when it is in force: both days count.

    `group` is where its duties are followed, `parties` are parties of that group: States, or
    agencies of one State.
    """

    id: str
    group: str
    title: Names
    kind: AgreementKind
    parties: tuple[str, ...]
    signed: date | None = None
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it binds on a day; what was only signed does not."""
        begun = self.since is not None and self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Article:
    """One duty: its number and words, how firm, who owes it (`by`; nobody named: every party).

    `every`, `due` (the first day) and `grace` (days) are those of a duty that recurs or has a day.
    """

    agreement: str
    number: str
    duty: Names
    strength: Strength
    by: tuple[str, ...] = ()
    every: Every | None = None
    due: date | None = None
    grace: int = 0

    def owed_by(self, party: str, agreement: Agreement) -> bool:
        """Whether a party of the agreement owes it."""
        return party in agreement.parties and (not self.by or party in self.by)


_WORDS: tuple[tuple[Strength, str], ...] = (
    (
        Strength.ENCOURAGED,
        r"encourag\w*|invited? to|encouragée?s?|invitée?s? à|alientan?|se alienta|se invita",
    ),
    (Strength.SHOULD, r"should|ought to|devrait|devraient|debería|deberían"),
    (
        Strength.SHALL,
        r"shall|must|pledges?|undertakes?|doit|doivent|s'engagent?|deberán?|se comprometen?",
    ),
    (Strength.SHALL, r"may not|cannot|ne peut|ne peuvent|no podrán?|no pueden?"),
    # In small letters alone: “by May” names a month.
    (Strength.MAY, r"(?-i:may)|can|peut|peuvent|podrán?|pueden?"),
)


def strength_of(words: str) -> Strength:
    """How firm words are, by the first verb of duty in them; what says none of them is “shall”.

    English, French and Spanish. What is told in the future or the imperative is meant.
    """
    text = words.replace("’", "'")
    found = (
        (match.start(), place, strength)
        for place, (strength, pattern) in enumerate(_WORDS)
        if (match := re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE))
    )
    return min(found, default=(0, 0, Strength.SHALL))[2]


def in_order(number: str) -> tuple[tuple[int, str], ...]:
    """An article's number as something to sort by: 8 stands before 10, 4(2) behind 4."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part.casefold())
        for part in re.findall(r"[0-9]+|[^0-9]+", number)
    )
