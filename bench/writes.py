"""Records what a transaction writes, statement by statement, to write it again without us."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

Write = tuple[Any, Any]
"""A statement of SQLAlchemy Core that writes, and the rows it was given."""


@contextmanager
def recording() -> Iterator[list[Write]]:
    """Everything that is written by any engine meanwhile; what is only read is left out."""
    seen: list[Write] = []

    def take(_: Any, statement: Any, several: Any, one: Any, _options: Any) -> None:
        if _writes(statement):
            seen.append((statement, several or one))

    event.listen(Engine, "before_execute", take)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_execute", take)


def _writes(statement: Any) -> bool:
    """Whether it changes rows; a statement may be kept as text."""
    text = getattr(getattr(statement, "element", statement), "text", "")
    return statement.is_dml or (isinstance(text, str) and text.startswith("INSERT"))


def replay(connection: Connection, writes: list[Write]) -> None:
    """Write the same rows, barely."""
    for statement, rows in writes:
        connection.execute(statement, rows).close()
