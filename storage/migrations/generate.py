"""Write the first revisions from the tables, one for each module that has some.

`python -m storage.migrations.generate`, only while nothing is released: a released revision is
never changed, and what follows it is written by hand. Format them with ruff afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
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

import storage.store  # noqa: F401  (imports every table)
from storage.migrations import HERE
from storage.tables import Instant, metadata

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
    chosen = [(module, part) for module, tables in _ordered() for part in _parts(tables)]
    for number, (module, tables) in enumerate(chosen, start=1):
        noun = module.removeprefix("storage.").replace(".", "_")
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
    code = render_python_code(UpgradeOps(ops=list(operations)), render_item=_instant)
    return "\n".join(line for line in code.splitlines() if "###" not in line).strip()


def _instant(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    return "sa.BigInteger()" if kind == "type" and isinstance(thing, Instant) else False


def _ordered() -> list[tuple[str, list[Table]]]:
    """Each module with its tables; a module follows all to which its foreign keys lead."""
    home = {
        table: name
        for name, module in sorted(sys.modules.items())
        if name.startswith("storage.")
        for table in vars(module).values()
        if isinstance(table, Table)
    }
    left: dict[str, list[Table]] = {}
    for table in metadata.sorted_tables:
        left.setdefault(home[table], []).append(table)
    parents = {
        module: {home[key.column.table] for table in tables for key in table.foreign_keys}
        for module, tables in left.items()
    }
    ordered: list[tuple[str, list[Table]]] = []
    while left:
        free = sorted(module for module in left if not parents[module] & left.keys() - {module})
        if not free:
            raise ValueError(f"modules refer to one another: {sorted(left)}")
        ordered.append((free[0], left.pop(free[0])))
    return ordered


if __name__ == "__main__":
    for path in write():
        sys.stdout.write(f"{path.name}\n")
