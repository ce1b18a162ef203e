"""Whether a platform is there: kept by its edge, read by whoever watches."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from bot.steady import Now, utc_now

WHOLE = 1.0
"""Seconds: a `Date` header has whole ones."""


class Contact:
    """What an edge knows: all that its platform had was heard, or something is still missing."""

    def __init__(self, wall: Now = utc_now, address: str = "") -> None:
        """`address` is that of the platform's server."""
        self.wall = wall
        self.host = urlsplit(address).hostname or ""
        self.there = False
        """Whether everything that the platform has for us has its receipt."""
        self.ahead: timedelta | None = None
        """How far the platform's clock was ahead of the machine's when it answered last."""

    def witness(self, date: str | None, waited: float = 0) -> None:
        """The platform's own time, to the second, as its answer's `Date` gives it.

        `waited`: for how many seconds it was asked. A homeserver dates an answer when it begins
        on it, and it may hold that answer back until there is news.
        """
        if date:
            with contextlib.suppress(ValueError):
                ahead = parsedate_to_datetime(date) - self.wall()
                late = ahead + timedelta(seconds=waited + WHOLE) if waited else ahead
                self.ahead = max(ahead, min(late, timedelta()))


@runtime_checkable
class Contacted(Protocol):
    """A platform that says whether it is there."""

    contact: Contact
