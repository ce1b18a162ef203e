"""Records what a transaction writes and must read, to do barely the same again without us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, event

from bench import seals
from storage.store import Store

Step = tuple[Any, Any]
"""A statement of SQLAlchemy Core, and the values of its row, or of several rows at once."""
NEEDED = frozenset({"receipt", "deadline", "poll", "commitment", "audit_chain"})
"""Tables without whose rows no program could know what to write."""
_TABLE = re.compile(r"INSERT INTO (\w+)")


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
        # The seal of either side makes its own keys.
        seen[:] = [one for one in seen if written(one[0]) not in ("", "data_key") or _needs(one[0])]


def written(statement: Any) -> str:
    """The table whose rows a statement changes, also where it is kept as text; or nothing."""
    text = getattr(getattr(statement, "element", statement), "text", "")
    if isinstance(text, str) and (found := _TABLE.match(text)):
        return found.group(1)
    return str(statement.table.name) if statement.is_dml else ""


def _needs(statement: Any) -> bool:
    return isinstance(statement, Select) and _read(statement) <= NEEDED


def _read(statement: Any) -> set[str]:
    """The tables whose rows a statement reads."""
    if not isinstance(statement, Select):
        return set()
    return {getattr(table, "name", "") for table in statement.get_final_froms()}


def _opened(statement: Any) -> str:
    """The table of which it reads a column that has to be opened; or nothing."""
    columns = {column.name for column in getattr(statement, "selected_columns", ())}
    return next((one for one in _read(statement) if seals.OPENED.get(one) in columns), "")


class Bare(NamedTuple):
    """A step of the bare side; `seals` and `opens` name its table where there is such to do."""

    statement: Any
    values: Any
    seals: str
    opens: str


def barely(store: Store, steps: list[Step]) -> list[Bare]:
    """The same steps with what is sealed laid open: the other side seals its own rows."""
    made = []
    for statement, values in steps:
        table = written(statement)
        sealed = table if table in seals.SEALED or table == seals.CHAINS else ""
        plain = seals.in_plain(store, table, values)
        made.append(Bare(statement, plain, sealed, _opened(statement)))
    return made


def replay(store: Store, steps: list[Bare]) -> None:
    """Write the same rows, as many at once as we did, and read what is needed for them."""
    sealing = seals.Sealing(store)
    connection = store.connection
    for step in steps:
        values = sealing.rows(step.seals, step.values) if step.seals else step.values
        result = connection.execute(step.statement, values)
        rows = result.all() if result.returns_rows else ()
        if step.opens:
            for row in rows:
                sealing.read(step.opens, values, row)
