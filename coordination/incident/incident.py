"""What happened, as the group sees it: one incident, one thread in each room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import AUTHORITIES
from coordination.incident.stage import LIFECYCLE, Stage
from coordination.parties import Credential
from coordination.tlp import Tlp


class Scope(StrEnum):
    """One case, or something that repeats (T-03)."""

    INDIVIDUAL_CASE = "individual_case"
    PATTERN = "pattern"


class Timing(StrEnum):
    """Whether it is still happening; there is no default (T-37)."""

    ONGOING = "ongoing"
    PAST = "past"
    BOTH = "both"
    UNKNOWN = "unknown"

    @property
    def goes_on(self) -> bool:
        return self in (Timing.ONGOING, Timing.BOTH)


@dataclass(frozen=True)
class Incident:
    """An incident at one moment; reports, updates, views, pins and links are kept beside it.

    `concerned`, `informed` and `waived` are codes of States; `originator` is the party that
    opened it, None for a chair who speaks for no party; `opened_by` is a person's id. A `kept` one
    stays with its originator until it is shared; `invited` are States of embassies and
    organisations, by code.
    """

    id: str
    group: str
    title: str
    concerned: tuple[str, ...]
    scope: Scope
    timing: Timing
    practices: tuple[str, ...]
    stage: Stage
    label: Tlp
    originator: str | None
    opened_by: str
    opened_at: datetime
    informed: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    verified: bool = False
    caucus_reason: str | None = None
    kept: bool = False
    invited: tuple[str, ...] = ()

    @property
    def self_reported(self) -> bool:
        """Whether a State concerned opened it about itself (4, Self-report)."""
        return self.originator in self.concerned

    @property
    def uninformed(self) -> tuple[str, ...]:
        """States concerned that were neither informed nor waived; shown as long as any are."""
        done = {*self.informed, *self.waived}
        return tuple(state for state in self.concerned if state not in done)

    def moved(self, act: str) -> Incident:
        """The incident after an act; raises `Refused` when its stage does not list it."""
        return replace(self, stage=LIFECYCLE.after(act, self.stage))

    def speaks_as_author(self, hat: Credential) -> bool:
        """Whether the hat is one of the authority that opened it; an embassy is none (T-30)."""
        own = hat.party is not None and hat.party == self.originator
        return own and hat.role in AUTHORITIES
