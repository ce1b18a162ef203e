"""How many parties must be present, or answer, to debate and to decide (DR-12)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coordination.parties import Terms

_WRITTEN = re.compile(r"(>=?)\s*(\d{1,3})/(\d{1,3})", re.ASCII)


@dataclass(frozen=True)
class Share:
    """How many of several parties are enough: `>1/2` is more than half, `>=2/3` two thirds."""

    over: bool
    p: int
    q: int

    @classmethod
    def of(cls, text: str) -> Share:
        """What terms of reference say; raises `ValueError` for what no number of parties meets."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        share = cls(found[1] == ">", int(found[2]), int(found[3]))
        if not 0 < share.p <= share.q or (share.over and share.p == share.q):
            raise ValueError(text)
        return share

    def needed(self, parties: int) -> int:
        """The fewest of so many parties that are enough; one at least."""
        least = self.p * parties // self.q + 1 if self.over else -(-self.p * parties // self.q)
        return max(least, 1)


@dataclass(frozen=True)
class Quorum:
    """Presence against the eligible parties; parties count, not their delegates (DR-01)."""

    eligible: int
    present: int
    needed_to_debate: int
    needed_to_decide: int

    @classmethod
    def of(cls, eligible: Iterable[str], present: Iterable[str], terms: Terms) -> Quorum:
        """The quorum of these parties; whoever is present without being eligible does not count."""
        entitled = frozenset(eligible)
        size = len(entitled)
        debate, decide = Share.of(terms.debate_quorum), Share.of(terms.quorum)
        there = len(entitled & frozenset(present))
        return cls(size, there, debate.needed(size), decide.needed(size))

    @property
    def may_debate(self) -> bool:
        return self.present >= self.needed_to_debate

    @property
    def may_decide(self) -> bool:
        return self.present >= self.needed_to_decide
