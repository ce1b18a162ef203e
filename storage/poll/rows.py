"""What the rows of polls share: the words of people are sealed together, in one column."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from storage.canonical import canonical, parsed
from storage.later import Later
from storage.sealed import Sealer


class Rows:
    """Rows with a column `words`."""

    def __init__(self, connection: Connection, sealer: Sealer, later: Later) -> None:
        self._connection = connection
        self._sealer = sealer
        self._later = later

    def _seal(
        self, group: str, table: str, poll: str, seq: int, words: dict[str, str]
    ) -> bytes | None:
        """The words sealed at their place; None for none."""
        if not words:
            return None
        return self._sealer.seal(group, table, _place(poll, seq), "words", canonical(words))

    def _open(self, table: str, row: Any) -> dict[str, str]:
        """The words of a row."""
        return self._opened(table, row.poll, row.seq, row.words)

    def _opened(self, table: str, poll: str, seq: int, words: bytes | None) -> dict[str, str]:
        """The words that stand at this place."""
        if words is None:
            return {}
        plain = self._sealer.open(table, _place(poll, seq), "words", words)
        found: dict[str, str] = parsed(plain)
        return found


def _place(poll: str, seq: int) -> str:
    return f"{poll} {seq}"
