"""Records what a transaction does, row by row, to do barely the same again without us."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, event

Step = tuple[Any, list[Any]]
"""A statement of SQLAlchemy Core, and the values of each row that it was given."""
NEEDED = frozenset({"receipt", "deadline", "poll", "commitment"})
"""Tables without whose rows no program could know what to write."""


@contextmanager
def recording() -> Iterator[list[Step]]:
    """Everything that is written by any engine meanwhile, and what is read of `NEEDED`."""
    seen: list[Step] = []

    def take(_: Any, statement: Any, several: Any, one: Any, _options: Any) -> None:
        seen.append((statement, several or [one]))

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
    """Write the same rows, one statement for each, and read what is needed for them."""
    for statement, rows in steps:
        for values in rows:
            result = connection.execute(statement, values)
            if result.returns_rows:
                result.all()
