"""Reading the versions of the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, or_

from coordination.said import Names
from storage.directory.tables import credential


def stands(table: Table) -> ColumnElement[bool]:
    """Whether a version is the one that stands."""
    return table.c.superseded_at.is_(None)


def counts(at: datetime) -> ColumnElement[bool]:
    """Whether a credential is valid at this instant (from included, to excluded; DR-17)."""
    return (credential.c.valid_from <= at) & or_(
        credential.c.valid_to.is_(None), at < credential.c.valid_to
    )


def names(data: Mapping[str, str]) -> Names:
    """A proper name as it was stored."""
    return Names.of(data)


class Rows:
    """What the parts of the directory share: one connection, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, query: Select[Any]) -> list[Row[Any]]:
        """What a query over the directory's tables finds."""
        return list(self.connection.execute(query))

    def _first(self, query: Select[Any]) -> Row[Any] | None:
        return self.connection.execute(query.limit(1)).first()
