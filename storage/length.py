"""SQLite's log, given its length before anybody waits for it."""

from __future__ import annotations

from storage.store import Store

_BYTES = 6_200_000
"""As long as the log is before it is folded back, and more than SQLite's memory holds."""


def lengthen(store: Store) -> None:
    """What does not fit into SQLite's memory goes into its log, although it is undone."""
    if store.connection.dialect.name == "sqlite":
        with store.undone():
            store.connection.exec_driver_sql("CREATE TABLE length (it)")
            store.connection.exec_driver_sql("INSERT INTO length VALUES (zeroblob(?))", (_BYTES,))
