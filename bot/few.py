"""The first few of a kind are told one by one, the rest together: a storm is one message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

ALONE, WITHIN = 3, timedelta(minutes=10)
"""So many in such a time are told each by itself."""
SETTLED, LONGEST = timedelta(seconds=10), timedelta(minutes=2)
"""The rest is told when no more comes for a while, and not later than this."""


class Few:
    """Remembers by name what was told by itself, and what is to be told together."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._alone: dict[str, datetime] = {}
        self._rest: dict[str, datetime] = {}

    def alone(self, name: str) -> bool:
        """Whether to tell it by itself; otherwise it is among the `rest`. Asked again, the same."""
        now = self._now()
        self._alone = {one: at for one, at in self._alone.items() if at > now - WITHIN}
        if name not in self._alone and len(self._alone) >= ALONE:
            self._rest.setdefault(name, now)
            return False
        self._alone.setdefault(name, now)
        return True

    def rest(self) -> tuple[str, ...]:
        """What is to be told together now; each is given once."""
        now, times = self._now(), self._rest.values()
        if not times or (max(times) > now - SETTLED and min(times) > now - LONGEST):
            return ()
        found, self._rest = tuple(self._rest), {}
        return found
