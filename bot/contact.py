"""Whether a platform is there: kept by its edge, read by whoever watches."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol, runtime_checkable


class Contact:
    """What an edge knows: all that its platform had was heard, or something is still missing."""

    def __init__(self) -> None:
        self.there = False
        """Whether everything that the platform has for us has its receipt."""
        self.ahead: timedelta | None = None
        """How far the platform's clock was ahead of the machine's when it answered last."""


@runtime_checkable
class Contacted(Protocol):
    """A platform that says whether it is there."""

    contact: Contact
