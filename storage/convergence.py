"""Which incidents have a convergence board, and what was last made known of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Boolean, Column, Connection, Table, Text, bindparam, select

from storage.dialect import Insert, Upsert
from storage.ready import Ready
from storage.tables import metadata

convergence = Table(
    "convergence",
    metadata,
    Column("incident", Text, primary_key=True),
    Column("essence", Text, nullable=False),
    Column("diverging", Boolean, nullable=False),
)
_c = convergence.c
_GET = Ready(select(convergence).where(_c.incident == bindparam("id")))


def _again(adding: Insert) -> object:
    changed = {"essence": adding.excluded.essence, "diverging": adding.excluded.diverging}
    return adding.on_conflict_do_update(index_elements=["incident"], set_=changed)


_PUT = Upsert(convergence, "incident essence diverging", _again)


@dataclass(frozen=True)
class Shown:
    """A board as it was shown last: what of it is material, and whether the chair was told (T-36).

    `diverging` is true once the chair knows that measures diverge, until they no longer do.
    """

    incident: str
    essence: str = ""
    diverging: bool = False


class Boards:
    """The boards that are kept live."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, incident: str) -> Shown | None:
        """What was shown last; None where nobody has opened a board yet."""
        row = _GET.row(self._connection, id=incident)
        return None if row is None else Shown(row.incident, row.essence, bool(row.diverging))

    def put(self, shown: Shown) -> None:
        """Keep what is shown now."""
        _PUT.run(self._connection, vars(shown))
