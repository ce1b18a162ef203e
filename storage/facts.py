"""What never changes once it is committed: read once by a process, whoever asks for it again.

Only rows that are added and never changed or deleted belong here, or what was made of a row as it
was, so that other processes on the same database can make nothing of it untrue.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")
ENOUGH = 20_000
"""Facts after which everything is forgotten: a bound on memory."""


@dataclass(frozen=True)
class Facts:
    """What one database holds for good, as far as anybody has asked."""

    known: dict[Hashable, Any] = field(default_factory=dict)

    def take(self, found: dict[Hashable, Any]) -> None:
        """Keep what a transaction has found: it is committed now."""
        if len(self.known) > ENOUGH:
            self.known.clear()
        self.known.update(found)


class Finding:
    """What one transaction finds out; it may yet be rolled back, with rows of its own."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._found: dict[Hashable, Any] = {}

    def of(
        self,
        key: Hashable,
        read: Callable[[], T | None],
        enough: Callable[[T], bool] = lambda _: True,
    ) -> T | None:
        """The fact with this key, read where it is not known; nothing is known of what is not.

        What grows is read again until it is enough.
        """
        found: T | None = self._found.get(key) or self._facts.known.get(key)
        if found is None or not enough(found):
            found = read()
            if found is not None:
                self._found[key] = found
        return found

    def committed(self) -> None:
        """The transaction is durable."""
        if self._found:
            self._facts.take(self._found)

    def forget(self) -> None:
        """A savepoint was undone, and with it perhaps rows that were read."""
        self._found.clear()
