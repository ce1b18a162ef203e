"""Traffic Light Protocol 2.0 labels, ordered by an explicit rank (FIRST, TLP 2.0; T-07, T-10)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Tlp(Enum):
    """How far an item may travel. Not a text type: comparing labels as text is impossible."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def rank(self) -> int:
        """0 for CLEAR to 4 for RED; a larger rank travels less far."""
        return _ORDER.index(self)

    def fits(self, ceiling: Tlp) -> bool:
        """Whether an item with this label may enter a room with this ceiling."""
        return self.rank <= ceiling.rank

    @classmethod
    def highest(cls, labels: Iterable[Tlp]) -> Tlp:
        """The label of something made from these: the strictest one (aggregation rule).

        Raises ValueError when there is none.
        """
        return max(labels, key=lambda label: label.rank)

    @classmethod
    def read(cls, text: str) -> Tlp:
        """The label that a person or a file wrote; `TLP:` may be missing, WHITE means CLEAR.

        Raises ValueError when it is none.
        """
        word = text.strip().upper().removeprefix("TLP:").replace("_", "+")
        return cls("TLP:CLEAR" if word == "WHITE" else f"TLP:{word}")


_ORDER = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)
