"""Records what a transaction writes and must read, to do barely the same again without us."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, event

Step = tuple[Any, Any]
"""A statement of SQLAlchemy Core, and the values of its row, or of several rows at once."""
NEEDED = frozenset({"receipt", "deadline", "poll", "commitment"})
"""Tables without whose rows no program could know what to write."""


@contextmanager
def recording() -> Iterator[list[Step]]:
    """Everything that is written by any engine meanwhile, and what is read of `NEEDED`."""
    seen: list[Step] = []

    def take(_: Any, statement: Any, several: Any, one: Any, _options: Any) -> None:
        seen.append((statement, several or one))

    event.listen(Engine, "before_execute", take)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_execute", take)
        seen[:] = [step for step in seen if _writes(step[0]) or _needs(step[0])]


def _writes(statement: Any) -> bool:
    """Whether it changes rows; a statement may be kept as text."""
    text = getattr(getattr(statement, "element", statement), "text", "")
    return statement.is_dml or (isinstance(text, str) and text.startswith("INSERT"))


def _needs(statement: Any) -> bool:
    """Whether it reads rows of the tables that are needed, and of no other one."""
    if not isinstance(statement, Select):
        return False
    return {getattr(table, "name", "") for table in statement.get_final_froms()} <= NEEDED


def replay(connection: Connection, steps: list[Step]) -> None:
    """Write the same rows, as many at once as we did, and read what is needed for them."""
    for statement, values in steps:
        result = connection.execute(statement, values)
        if result.returns_rows:
            result.all()
