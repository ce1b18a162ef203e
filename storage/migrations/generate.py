"""Write the next revision: what the tables of the code have, and a database of today has not.

`make migration NAME=clearance` writes `versions/0039_clearance.py`. Read it before it is kept: what
is to become of rows that are there already is written by hand. Released revisions never change.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import DowngradeOps, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData
from sqlalchemy.types import TypeDecorator

import storage.store  # noqa: F401  (imports every table)
from storage.connect import sqlite_engine
from storage.migrations import HERE, newest
from storage.migrations.running import upgrade
from storage.tables import metadata

_NAME = re.compile(r"[a-z][a-z_]{1,30}")
_PAGE = '''"""Say here what it is for."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{down}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


def page(name: str, tables: MetaData = metadata) -> tuple[str, str] | None:
    """The name and text of the next revision; None where a database of today has everything.

    Raises ValueError for a name that is no noun in small letters.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name such as clearance: {name[:40]!r}")
    down = newest()
    revision = f"{int(down[:4]) + 1:04}_{name}"
    with tempfile.TemporaryDirectory(prefix="comity-revision-") as folder:
        engine = sqlite_engine(f"sqlite:///{folder}/today.db", foreign_keys=False)
        with engine.connect() as connection:
            upgrade(connection)
            options = {"compare_type": True, "compare_server_default": True}
            context = MigrationContext.configure(connection, opts=options)
            made = produce_migrations(context, tables)
        engine.dispose()
    if made.upgrade_ops is None or made.upgrade_ops.is_empty():
        return None
    code = {"upgrade": _code(made.upgrade_ops), "downgrade": _code(made.downgrade_ops)}
    return f"{revision}.py", _PAGE.format(revision=revision, down=down, **code)


def _code(operations: UpgradeOps | DowngradeOps | None) -> str:
    if operations is None:
        return "pass"
    code = render_python_code(operations, render_item=_stored)
    return "\n".join(line for line in code.splitlines() if "###" not in line).strip()


def _stored(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """A type of ours as the plain one that the database knows."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{type(thing.impl_instance).__name__}()"
    return False


def main(names: list[str], folder: Path = HERE / "versions") -> int:
    """Zero once the file is written; a sentence says what was done, or why not."""
    try:
        made = page(names[0] if names else "")
    except ValueError as wrong:
        sys.stderr.write(f"Nothing is written: {wrong}. Say: make migration NAME=clearance\n")
        return 2
    if made is None:
        sys.stderr.write("Nothing is written: a database of today has every table of the code.\n")
        return 1
    name, text = made
    (folder / name).write_text(text, "utf-8")
    sys.stdout.write(f"{folder / name}: read it, and say in its first line what it is for.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
