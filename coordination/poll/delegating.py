"""When the alternate of a party may give its vote (DR-18)."""

from __future__ import annotations

from enum import StrEnum


class Alternates(StrEnum):
    """When a group's alternates may answer; its terms of reference say which."""

    DELEGATED = "delegated"
    """Once the voter is marked absent, or leaves the vote to them."""
    STANDING = "standing"
    """At any time; the last answer of the party counts."""
