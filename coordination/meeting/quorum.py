"""How many parties must be present to debate and to decide (DR-12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Quorum:
    """Presence against the eligible parties; parties count, not their delegates (DR-01)."""

    eligible: int
    present: int

    @classmethod
    def of(cls, eligible: Iterable[str], present: Iterable[str]) -> Quorum:
        """The quorum of these parties; whoever is present without being eligible does not count."""
        entitled = frozenset(eligible)
        return cls(len(entitled), len(entitled & frozenset(present)))

    @property
    def needed_to_debate(self) -> int:
        """A third of the eligible parties, rounded up."""
        return -(-self.eligible // 3)

    @property
    def needed_to_decide(self) -> int:
        """More than half of the eligible parties."""
        return self.eligible // 2 + 1

    @property
    def may_debate(self) -> bool:
        return self.present > 0 and self.present >= self.needed_to_debate

    @property
    def may_decide(self) -> bool:
        return self.present >= self.needed_to_decide
