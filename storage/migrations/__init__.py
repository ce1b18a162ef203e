"""The history of the tables: one chain of revisions, each a file in `versions`.

What runs them is in `running`, which alone needs Alembic: the bot only asks where it stands.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, ScalarResult, column, inspect, select, table

HERE = Path(__file__).parent
_MARK = "alembic_version"
"""The table in which Alembic keeps the revision of the tables."""


def is_current(connection: Connection) -> bool:
    """Whether the newest revision has been reached."""
    return heads(connection) == newest()


def heads(connection: Connection) -> str:
    """The revision of the tables; empty where there are none yet."""
    if not inspect(connection).has_table(_MARK):
        return ""
    rows: ScalarResult[str] = connection.scalars(
        select(column("version_num")).select_from(table(_MARK))
    )
    return ",".join(sorted(rows))


def is_empty(connection: Connection) -> bool:
    """Whether there is no row in any table but the mark of the tables' age."""
    names = set(inspect(connection).get_table_names()) - {_MARK}
    rows = (connection.execute(select(1).select_from(table(name)).limit(1)) for name in names)
    return all(found.first() is None for found in rows)


def newest() -> str:
    """The revision of this version's tables."""
    return _known()[-1]


def is_known(revision: str) -> bool:
    """Whether this version has heard of a revision."""
    return revision in _known()


@cache
def _known() -> tuple[str, ...]:
    """All revisions, oldest first: each file has the name of its revision, the number first."""
    return tuple(sorted(path.stem for path in (HERE / "versions").glob("[0-9]*.py")))
