"""What every part of the repository of incidents has: the transaction and the seal."""

from __future__ import annotations

from sqlalchemy import Connection

from storage.facts import Finding
from storage.later import Later
from storage.sealed import Sealer


class Rows:
    """A part of the repository."""

    def __init__(
        self, connection: Connection, sealer: Sealer, later: Later, facts: Finding
    ) -> None:
        self._connection = connection
        self._sealer = sealer
        self._later = later
        self._facts = facts

    def _seal(
        self, group: str, table: str, row: str, column: str, text: str | None
    ) -> bytes | None:
        """A text sealed at its place; nothing stays nothing."""
        return None if text is None else self._sealer.seal(group, table, row, column, text.encode())

    def _open(self, table: str, row: str, column: str, sealed: bytes | None) -> str | None:
        return None if sealed is None else self._sealer.open(table, row, column, sealed).decode()
