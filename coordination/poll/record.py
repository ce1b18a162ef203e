"""The frozen record of one poll: what stands from its opening, whatever happens around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coordination.parties import Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.delegating import Alternates
from coordination.poll.question import Question
from coordination.poll.rule import TWO_THIRDS, Ratio, Rule, VoteBasis
from coordination.poll.stage import Stage


@dataclass(frozen=True)
class Excluded:
    """A party of the group that does not decide here, and the rule that says so (DR-22)."""

    party: str
    reason: str = "DR-22"


@dataclass(frozen=True)
class Accredited:
    """One credential that stood for a party when the poll opened (DR-17)."""

    party: str
    credential: str
    role: Role


@dataclass(frozen=True)
class Poll:
    """One text put to the eligible parties, by one rule, until one instant (UTC).

    `eligible` are party codes, frozen (DR-20, DR-21); `quorum` is how many must answer (DR-12);
    `version` grows when the text is amended and voids the votes on the old one (DR-26);
    `number` is the decision's, given only when it is adopted (DR-08 b);
    `sponsor` is the party that put the item; `extended` whether the chair has extended (DR-10).
    """

    id: str
    group: str
    response: str
    incident: str | None
    rule: Rule
    fingerprint: str
    eligible: tuple[str, ...]
    quorum: int
    opened_at: datetime
    closes_at: datetime
    sponsor: str
    stage: Stage = Stage.DRAFT
    basis: VoteBasis = VoteBasis.PRESENT_AND_VOTING
    ratio: Ratio = TWO_THIRDS
    excluded: tuple[Excluded, ...] = ()
    accredited: tuple[Accredited, ...] = ()
    grace_seconds: int = 300
    version: int = 1
    extended: bool = False
    fallback: Rule | None = None
    second_vote_on_tie: bool = False
    roll_call_for_all: bool = False
    """The eligible parties agreed that everybody may see who answered what (DR-29)."""
    previous: str | None = None
    successor: str | None = None
    number: int | None = None
    closed_at: datetime | None = None
    question: Question = Question.RESPONSE
    """What is asked; `about` is the poll or response that a procedural one is about."""
    about: str | None = None
    at_issue: str | None = None
    """The party that a procedural question is about (DR-23)."""
    confirm_days: int = 10
    """Working days in every capital in which an answer ad referendum is confirmed (DR-13)."""
    confirm_by: datetime | None = None
    """Until when, once it is adopted only with such answers."""
    then: tuple[str, ...] = ()
    """The responses that come next if this one is not adopted, in their order (DR-27)."""
    alternates: Alternates = Alternates.DELEGATED
    """When alternates may answer, as the terms of reference said at the opening (DR-18)."""
    annexes: tuple[Annex, ...] = ()

    @property
    def announced_at(self) -> datetime:
        """When the result may be told: the closing instant and the grace (DR-11)."""
        return self.closes_at + timedelta(seconds=self.grace_seconds)

    @property
    def put_at(self) -> datetime:
        """Since when its text is as it stands: its opening, or the last amendment (DR-26)."""
        amended = (one.at for one in self.annexes if one.kind is AnnexKind.AMENDED)
        return max((self.opened_at, *amended))

    @property
    def decided_at(self) -> datetime:
        """When it was decided: at its closing, or earlier; not when that is told (DR-11)."""
        return min(self.closed_at or self.closes_at, self.closes_at)

    @property
    def concerned(self) -> tuple[str, ...]:
        """The States concerned, which are heard and do not decide (DR-22)."""
        return tuple(one.party for one in self.excluded if one.reason == "DR-22")

    @property
    def aside(self) -> tuple[str, ...]:
        """The parties that do not decide because of a conflict of interest (DR-23)."""
        return tuple(one.party for one in self.excluded if one.reason == "DR-23")

    @property
    def voices(self) -> tuple[tuple[str, str], ...]:
        """Which credentials speak for whom: of the opening, and admitted since (DR-17)."""
        since = ((one.party, one.other) for one in self.annexes if one.kind is AnnexKind.ADMITTED)
        return (*((one.party, one.credential) for one in self.accredited), *since)

    @property
    def organisations(self) -> tuple[str, ...]:
        """The regional organisations that may answer instead of their members (DR-24)."""
        named = of(self.annexes, AnnexKind.COMPETENCE)
        last = {one.other: one.items for one in named}
        return tuple(organisation for organisation, members in last.items() if members)

    @property
    def unrepresented(self) -> tuple[str, ...]:
        """Eligible parties without an accredited voter or alternate at opening."""
        spoken_for = {accredited.party for accredited in self.accredited}
        return tuple(party for party in self.eligible if party not in spoken_for)
