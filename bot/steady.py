"""A clock that does not jump: the machine's own, held against the time that has really passed.

Where the machine's clock is set forward or back by more than a little, we go on by our own count:
nothing falls due early, and no receipt is earlier than the one before it. A jump is followed only
when a server that we speak with says the same time. While the machine sleeps, time passes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]

TOLERANCE = timedelta(seconds=2)
"""A smaller difference is the machine's clock being set right, and is followed."""
AGREES = timedelta(seconds=30)
"""How near a server's time must be to the machine's to be its witness."""
BEHIND = timedelta(minutes=10)
"""How far ahead of our clock what a former life received may be, to be waited for."""


def utc_now() -> datetime:
    """The clock of the machine, in UTC."""
    return datetime.now(UTC)


def passed() -> float:
    """Seconds that have really passed, also while the machine slept."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Steady:
    """Called, it gives the time; it never goes back."""

    def __init__(self, wall: Now = utc_now, passed: Callable[[], float] = passed) -> None:
        self._wall, self._passed = wall, passed
        self._at, self._since = wall(), passed()
        self._last = self._at
        self._lock = threading.Lock()
        self.jumped = timedelta()
        """How far the machine's clock is from our own count; nothing while they agree."""

    def __call__(self) -> datetime:
        with self._lock:  # it is asked from the database's thread too
            return self._now()

    def _now(self) -> datetime:
        counted, wall = self._counted(), self._wall()
        if abs(wall - counted) <= TOLERANCE:
            self._at, self._since = wall, self._passed()
            self.jumped, counted = timedelta(), wall
        else:
            self.jumped = wall - counted
        self._last = max(self._last, counted)
        return self._last

    def witnessed(self, ahead: timedelta) -> bool:
        """A server's time is so far ahead of the machine's: follow a jump if it agrees with that.

        Gives whether a jump was followed.
        """
        if not self.jumped or abs(ahead) > AGREES:
            return False
        self._at, self._since = self._wall(), self._passed()
        self.jumped = timedelta()
        return True

    def not_before(self, instant: datetime) -> bool:
        """Nothing is ever earlier than this, which a former life has used.

        False where that is so far ahead that the former life's clock, or ours, was wrong.
        """
        if instant - self() > BEHIND:
            return False
        self._last = max(self._last, instant)
        return True

    def _counted(self) -> datetime:
        return self._at + timedelta(seconds=self._passed() - self._since)
