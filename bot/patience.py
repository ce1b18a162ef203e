"""When a row is given up: not because its platform is away, only when it took others meanwhile."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.rooms import Busy, Nobody, SignedOut
from storage.outbox import Sending

LONGEST = 30.0
"""Seconds between two tries at the most: what was delayed leaves soon after an outage."""


class Patience:
    """Remembers what each platform took, and which rows it did not."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._taken: Counter[str] = Counter()
        self._tried: dict[int, tuple[int, int]] = {}
        self._since: dict[str, datetime] = {}
        self.refused: dict[str, str] = {}
        """Platforms that take nothing because they refuse us, with their code."""

    def took(self, item: Sending) -> None:
        """The platform accepted it."""
        self._taken[item.platform] += 1
        self.answered(item)
        self._tried.pop(item.id, None)

    def answered(self, item: Sending) -> None:
        """The platform is there: it took the row, or said that it never will."""
        self._since.pop(item.platform, None)
        self.refused.pop(item.platform, None)

    def failed(self, item: Sending) -> bool:
        """Whether this failure says something of the row: its platform took others since the last.

        A platform that takes nothing at all is away, and what waits for it is not to blame.
        """
        self._since.setdefault(item.platform, self._now())
        times, taken = self._tried.get(item.id, (0, self._taken[item.platform]))
        self._tried[item.id] = (times + 1, self._taken[item.platform])
        return self._taken[item.platform] > taken

    def busy(self, item: Sending, fault: Busy) -> None:
        """It was not taken now; a platform that lacks nothing but a reader is there."""
        if isinstance(fault, Nobody):
            self.answered(item)
            return
        self.failed(item)
        if isinstance(fault, SignedOut):
            self.refused[item.platform] = fault.code
        else:
            self.refused.pop(item.platform, None)

    def over(self, item: Sending) -> None:
        """It is not tried again."""
        self._tried.pop(item.id, None)

    def wait(self, item: Sending) -> timedelta:
        """Until the next try: full jitter, doubling from one second."""
        times = max(item.attempts, self._tried.get(item.id, (1, 0))[0] - 1)
        return timedelta(seconds=random.uniform(0.2, min(LONGEST, 2.0**times)))  # noqa: S311

    def failing(self, platform: str) -> timedelta:
        """For how long the platform has taken nothing of what it was given."""
        since = self._since.get(platform)
        return timedelta() if since is None else self._now() - since
