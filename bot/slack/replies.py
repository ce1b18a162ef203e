"""The addresses at which Slack takes an answer to a command, also where the app is no member."""

from __future__ import annotations

import time
from collections import OrderedDict

_MOST = 2_000
_SECONDS, _USES = 29 * 60, 5
"""How long, and how often, Slack takes answers at one address."""


class Replies:
    """The newest address for each person in each room; kept in memory alone."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, str], tuple[float, int, str]] = OrderedDict()

    def note(self, room: str, user: str, address: str) -> None:
        """Slack gave this address with something that the person did there."""
        self._found[room, user] = (time.monotonic() + _SECONDS, _USES, address)
        self._found.move_to_end((room, user))
        if len(self._found) > _MOST:
            self._found.popitem(last=False)

    def take(self, room: str, user: str) -> str | None:
        """An address for one answer; None where there is none any more."""
        until, uses, address = self._found.get((room, user), (0.0, 0, ""))
        if uses < 1 or time.monotonic() > until:
            return None
        self._found[room, user] = (until, uses - 1, address)
        return address
