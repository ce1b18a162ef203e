"""The rules by which parties decide, and what they count from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from coordination.meeting.quorum import Share
from coordination.refused import Refused
from coordination.said import Said


class Rule(StrEnum):
    """How the parties decide."""

    SIMPLE_MAJORITY = "simple_majority"
    """More for than against (DR-02)."""
    ABSOLUTE_MAJORITY = "absolute_majority"
    """More than half of all eligible parties (DR-03)."""
    TWO_THIRDS = "two_thirds"
    """Two thirds of a basis (DR-04)."""
    QUALIFIED = "qualified"
    """A ratio of a basis that the terms of reference name (DR-04)."""
    UNANIMITY = "unanimity"
    """Every eligible party for (DR-05)."""
    UNANIMITY_OF_VOTES_CAST = "unanimity_of_votes_cast"
    """At least one for and none against (DR-05)."""
    CONSENSUS = "consensus"
    """No objection by an eligible party at adoption (DR-06)."""
    CONSENSUS_OF_OTHERS = "consensus_of_others"
    """The same among the States other than the State concerned (DR-07)."""
    SILENCE = "silence"
    """No objection or amendment before an exact expiry (DR-08, DR-09)."""

    @property
    def by_objection(self) -> bool:
        """Whether one objection is enough to stop the text."""
        return self in (Rule.CONSENSUS, Rule.CONSENSUS_OF_OTHERS, Rule.SILENCE)

    @property
    def one_stops(self) -> bool:
        """Whether one party can stop the text alone: by an objection, or by a No."""
        return self.by_objection or self in (Rule.UNANIMITY, Rule.UNANIMITY_OF_VOTES_CAST)

    @property
    def catalogued(self) -> str:
        """The id of the rule in the catalogue, as `why` takes it."""
        return _CATALOGUED[self]


_CATALOGUED = {
    Rule.SIMPLE_MAJORITY: "DR-02",
    Rule.ABSOLUTE_MAJORITY: "DR-03",
    Rule.TWO_THIRDS: "DR-04",
    Rule.QUALIFIED: "DR-04",
    Rule.UNANIMITY: "DR-05",
    Rule.UNANIMITY_OF_VOTES_CAST: "DR-05",
    Rule.CONSENSUS: "DR-06",
    Rule.CONSENSUS_OF_OTHERS: "DR-07",
    Rule.SILENCE: "DR-08",
}


class VoteBasis(StrEnum):
    """What a qualified majority is a share of (DR-04)."""

    PRESENT_AND_VOTING = "present_and_voting"
    """For and against."""
    PARTICIPATING = "participating"
    """For, against and abstaining."""
    ELIGIBLE = "eligible"
    """Every eligible party."""


_WRITTEN = re.compile(r"(\d{1,3})/(\d{1,3})", re.ASCII)


@dataclass(frozen=True)
class Ratio:
    """A share p/q in whole numbers, such as 2/3; raises `Refused` (DR-04) when it is none."""

    p: int
    q: int

    def __post_init__(self) -> None:
        if not 0 < self.p <= self.q:
            raise Refused("DR-04", Said("poll.no_ratio", p=self.p, q=self.q))

    @classmethod
    def of(cls, text: str) -> Ratio:
        """What somebody wrote, such as `3/4`; raises `ValueError` for anything else."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))


TWO_THIRDS = Ratio(2, 3)


def majority(rule: Rule, ratio: Ratio, response: str) -> None:
    """Raises `Refused` for a share that is no majority, or another one than the rule's name says.

    Half of the votes cast would adopt a tie, and less than half a minority (DR-02).
    """
    if rule in (Rule.TWO_THIRDS, Rule.QUALIFIED) and 2 * ratio.p <= ratio.q:
        line = f"poll open {response} rule=simple_majority"
        raise Refused("DR-04", Said("poll.no_majority", p=ratio.p, q=ratio.q), (line,))
    if rule is Rule.TWO_THIRDS and ratio.p * TWO_THIRDS.q != ratio.q * TWO_THIRDS.p:
        line = f"poll open {response} rule=qualified ratio={ratio.p}/{ratio.q}"
        raise Refused("DR-04", Said("poll.two_thirds_are", p=ratio.p, q=ratio.q), (line,))


_SHARES = (Rule.TWO_THIRDS, Rule.QUALIFIED)
_ALL_FOR = {
    Rule.ABSOLUTE_MAJORITY: (Rule.UNANIMITY,),
    Rule.TWO_THIRDS: (Rule.UNANIMITY, Rule.UNANIMITY_OF_VOTES_CAST),
    Rule.QUALIFIED: (Rule.UNANIMITY, Rule.UNANIMITY_OF_VOTES_CAST),
}
"""Which rules that nobody voted against satisfy a majority of the terms of reference."""


def no_weaker(rule: Rule, ratio: Ratio, usual: Rule, share: Ratio = TWO_THIRDS) -> bool:
    """Whether a vote by this rule asks for no less than the majority of the terms of reference.

    What it adopts, the usual rule would adopt; a text to which nobody objects needs no vote.
    `share` is that of a qualified majority by the terms.
    """
    if usual not in _ALL_FOR or rule.by_objection:
        return True
    if usual in _SHARES and rule in _SHARES:  # also of one name: a poll chooses its own share
        least = TWO_THIRDS if usual is Rule.TWO_THIRDS else share
        own = TWO_THIRDS if rule is Rule.TWO_THIRDS else ratio
        return own.p * least.q >= own.q * least.p
    return rule is usual or rule in _ALL_FOR[usual]


def usual_quorum(rule: Rule, eligible: int, share: Share) -> int:
    """How many parties must answer (DR-12): a share of them; none in a silence procedure.

    Consensus needs it as a vote does: otherwise it would be silence without silence's safeguards.
    """
    return 0 if rule is Rule.SILENCE else share.needed(eligible)
