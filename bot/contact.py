"""Whether a platform is there: kept by its edge, read by whoever watches."""

from __future__ import annotations

import contextlib
from collections import deque
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from bot.steady import Now, utc_now

WHOLE = 1.0
"""Seconds: a `Date` header has whole ones."""
SLOW_WITHIN = timedelta(minutes=2)
"""For so long a call that was held back counts."""


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
        self._slowed: deque[datetime] = deque(maxlen=1_000)

    def slowed(self) -> None:
        """It took a call not now: there were too many of ours in a time, by its own limits."""
        self._slowed.append(self.wall())

    def slow(self) -> int:
        """How many calls of the last minutes it held back."""
        since = self.wall() - SLOW_WITHIN
        while self._slowed and self._slowed[0] < since:
            self._slowed.popleft()
        return len(self._slowed)

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
