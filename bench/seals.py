"""What is sealed and chained among the rows: no program could write such a row ready-made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import json

from storage.audit.tables import START, digest_of
from storage.store import Store


class Field(NamedTuple):
    """A sealed field: its column, and from the row its group and its place in the table."""

    column: str
    group: Callable[[Any], str]
    place: Callable[[Any], str]


SEALED = {
    "ask": Field("page", lambda _: "private", lambda row: f"{row['key']}@{row['person']}"),
    "audit_entry": Field(
        "payload", lambda row: row["group"], lambda row: f"{row['chain']}:{row['seq']}"
    ),
    "outbox": Field("payload", lambda row: row["group"], lambda row: row["dedup"]),
}
"""Tables with a sealed field among what is written; of receipts the texts are only blanked."""
CHAINS = "audit_chain"
OPENED = {"receipt": "text", "commitment": "words", CHAINS: "digest"}
"""Columns of what is read that mean something only once they are opened, or go on a chain."""
_encode = json.Encoder(order="deterministic").encode
_decode = json.Decoder().decode


def in_plain(store: Store, table: str, values: Any) -> Any:
    """The values of one row or of several, with what they seal laid open as the data it was."""
    if isinstance(values, list):
        return [in_plain(store, table, row) for row in values]
    field = SEALED.get(table)
    if field is None or values.get(field.column) is None:
        return values
    plain = store.sealer.open(table, field.place(values), field.column, values[field.column])
    return {**values, field.column: _decode(plain)}


class Sealing:
    """Seals and chains rows as they are written, and opens what is read, in one transaction."""

    def __init__(self, store: Store) -> None:
        self._seal = store.sealer.seal
        self._open = store.sealer.open
        self._ends: dict[str, tuple[int, bytes]] = {}

    def read(self, table: str, asked: Any, row: Any) -> None:
        """A row was read: its words are opened; of a chain it is the end."""
        if table == "receipt":
            self._open(table, f"{row.source} {row.event_id}", "text", row.text)
        elif table == "commitment":
            _decode(self._open(table, row.id, "words", row.words))
        elif table == CHAINS:
            self._ends[asked["chain"]] = row

    def rows(self, table: str, values: Any) -> Any:
        """The values as they are written, of one row or of several."""
        if isinstance(values, list):
            return [self.rows(table, row) for row in values]
        if table == CHAINS:
            return {**values, "digest": self._ends[values["chain"]][1]}
        field = SEALED[table]
        plain = values[field.column]
        if plain is None:
            return values
        place = field.place(values)
        body = self._seal(field.group(values), table, place, field.column, _encode(plain))
        row = {**values, field.column: body}
        return self._chained(row) if table == "audit_entry" else row

    def _chained(self, row: dict[str, Any]) -> dict[str, Any]:
        _, prev = self._ends.get(row["chain"], (0, START))
        head = (row["chain"], row["seq"], row["group"], row["at"])
        digest = digest_of(*head, prev, row["payload"])
        self._ends[row["chain"]] = (row["seq"], digest)
        return {**row, "prev": prev, "digest": digest}
