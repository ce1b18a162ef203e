"""What waits: for one person as a step, or as a sentence on a page."""

from __future__ import annotations

from dataclasses import dataclass

from coordination.said import Said
from coordination.tlp import Tlp

LOOKED_AT = 20
"""At how many things of a sort and stage, the newest, one page looks, and at how many steps."""


@dataclass(frozen=True)
class Step:
    """What is to be done, the line that does it, and the label of its words."""

    said: Said
    line: str
    label: Tlp


@dataclass(frozen=True)
class Waiting:
    """A sentence on what waits, and the label of just that."""

    said: Said
    label: Tlp
