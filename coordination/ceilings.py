"""What the rooms of a platform may hold at most (T-10, P-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordination.tlp import Tlp


@dataclass(frozen=True)
class Acceptance:
    """Who has accepted, when and by which document, that a room is not encrypted end to end."""

    by: str
    on: date
    reference: str


OPEN = frozenset({"slack"})
"""Platforms that can read what is written on them."""


def most(platform: str, accepted: Acceptance | None) -> Tlp:
    """The strictest label that may enter any room of this platform."""
    if platform not in OPEN:
        return Tlp.RED
    return Tlp.GREEN if accepted is None else Tlp.AMBER_STRICT


def capped(declared: Tlp, platform: str, accepted: Acceptance | None) -> Tlp:
    """A room's ceiling: what its entry says, and never more than its platform may hold."""
    limit = most(platform, accepted)
    return declared if declared.fits(limit) else limit


@dataclass(frozen=True)
class Workspace:
    """A Slack workspace by its team's id, and why its private rooms may hold more than others'."""

    id: str
    name: str
    accepted: Acceptance | None = None

    @property
    def ceiling(self) -> Tlp:
        """Of its direct rooms, its App Home and what is opened outside any room."""
        return most("slack", self.accepted)
