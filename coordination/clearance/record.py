"""A State's order of clearance, and what was done by it on one text: its own, shown to no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

AUTHORITY, MINISTRY, EMBASSY = "authority", "ministry", "embassy"
KNOWN = (AUTHORITY, MINISTRY, EMBASSY)
"""The steps that have names in the catalogue; a State may have others in its own words."""


@dataclass(frozen=True)
class Step:
    """One desk that clears: `people` hold it; where nobody is named, who speaks for the State."""

    name: str
    people: tuple[str, ...] = ()


USUAL = tuple(map(Step, KNOWN))
"""Where a State has said nothing else: Central Authority, Ministry of Foreign Affairs, embassy."""
OF_AN_AGENCY = (Step(AUTHORITY),)


@dataclass(frozen=True)
class Order:
    """The steps of a party in a group; `required`: an answer before them asks for a reason."""

    group: str
    party: str
    steps: tuple[Step, ...]
    required: bool = False


class Act(StrEnum):
    """What is done within a State on the way to its answer."""

    BEGUN = "begun"
    CLEARED = "cleared"
    BACK = "back"
    WITHDRAWN = "withdrawn"
    BEFORE = "before"
    """The State answered before it was cleared, for a reason."""


@dataclass(frozen=True)
class Entry:
    """One act; what was cleared is the text with this fingerprint and no other.

    It begins by itself, with no `person`, where the State has set up that its answers wait for it.
    `step` counts from 0: the one cleared or withdrawn, or the one that it goes back to. `who`
    cleared it, where the person who enters it does so for somebody else.
    """

    at: datetime
    person: str
    act: Act
    fingerprint: str
    step: int = 0
    who: str = ""
    note: str = ""
    steps: tuple[Step, ...] = ()
