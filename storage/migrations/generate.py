"""Write the first revisions from the tables, one for each noun that has some.

`python -m storage.migrations.generate`, only while nothing is released: a released revision is
never changed, and what follows it is written by hand. Format them with ruff afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import render_python_code
from alembic.operations.ops import (
    CreateIndexOp,
    CreateTableOp,
    DropTableOp,
    MigrateOperation,
    UpgradeOps,
)
from sqlalchemy import Table
from sqlalchemy.types import TypeDecorator

import storage.store  # noqa: F401  (imports every table)
from storage.migrations import HERE
from storage.tables import metadata

_LINES = 180

_PAGE = '''"""Make the tables of {noun}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


def pages() -> Iterator[tuple[str, str]]:
    """The name and text of each first revision, parents before children."""
    down: str | None = None
    chosen = [(noun, part) for noun, tables in _ordered() for part in _parts(tables)]
    for number, (noun, tables) in enumerate(chosen, start=1):
        revision = f"{number:04}_{noun}"
        made = [op for table in tables for op in _made(table)]
        gone = [DropTableOp.from_table(table) for table in reversed(tables)]
        yield (
            f"{revision}.py",
            _PAGE.format(
                noun=noun,
                revision=revision,
                down=down,
                upgrade=_code(made),
                downgrade=_code(gone),
            ),
        )
        down = revision


def write(folder: Path = HERE / "versions") -> list[Path]:
    """Replace the folder's revisions by the tables of today."""
    for old in folder.glob("[0-9]*.py"):
        old.unlink()
    written = []
    for name, text in pages():
        path = folder / name
        path.write_text(text, "utf-8")
        written.append(path)
    return written


def _made(table: Table) -> Iterator[MigrateOperation]:
    yield CreateTableOp.from_table(table)
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        yield CreateIndexOp.from_index(index)


def _parts(tables: list[Table]) -> Iterator[list[Table]]:
    """The tables in order, in parts that are each short enough to read."""
    part: list[Table] = []
    for table in tables:
        if part and sum(map(_size, [*part, table])) > _LINES:
            yield part
            part = []
        part.append(table)
    yield part


def _size(table: Table) -> int:
    return len(table.columns) + 4 * len(table.constraints) + 7 * len(table.indexes) + 4


def _code(operations: Iterable[MigrateOperation]) -> str:
    code = render_python_code(UpgradeOps(ops=list(operations)), render_item=_stored)
    return "\n".join(line for line in code.splitlines() if "###" not in line).strip()


def _stored(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """A type of ours as the plain one that the database knows."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{type(thing.impl_instance).__name__}()"
    return False


def _ordered() -> list[tuple[str, list[Table]]]:
    """Each noun with its tables; it follows all to which its foreign keys lead."""
    home = {table: min(nouns, key=partial(_rank, table)) for table, nouns in _named().items()}
    left: dict[str, list[Table]] = {}
    for table in metadata.sorted_tables:
        left.setdefault(home[table], []).append(table)
    parents = {
        noun: {home[key.column.table] for table in tables for key in table.foreign_keys}
        for noun, tables in left.items()
    }
    ordered: list[tuple[str, list[Table]]] = []
    while left:
        free = sorted(noun for noun in left if not parents[noun] & left.keys() - {noun})
        if not free:
            raise ValueError(f"tables of these refer to one another: {sorted(left)}")
        ordered.append((free[0], left.pop(free[0])))
    return ordered


def _named() -> dict[Table, set[str]]:
    """Each table with the nouns whose modules know it by a name."""
    nouns: dict[Table, set[str]] = {}
    for name, module in sys.modules.items():
        if name.startswith("storage."):
            for thing in vars(module).values():
                if isinstance(thing, Table):
                    nouns.setdefault(thing, set()).add(name.split(".")[1])
    return nouns


def _rank(table: Table, noun: str) -> tuple[bool, str]:
    """The noun that a table is named after comes first, then the alphabet."""
    return (not table.name.startswith(noun), noun)


if __name__ == "__main__":
    for path in write():
        sys.stdout.write(f"{path.name}\n")
