"""The rest of the register: organisations, accredited bodies (T-48), and marks on the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, insert, select, update

from coordination.parties import Body, Organisation
from storage.directory.memory import remembered
from storage.directory.rows import Rows, names, stands
from storage.directory.tables import body, organisation, setting

DEMONSTRATION = "demo"
"""The runtime whose rooms are live and yet nobody's: rehearsals may use its database."""


class Register(Rows):
    """Who else is named in the group's work."""

    @remembered
    def organisation(self, id: str) -> Organisation | None:
        """An observer's organisation or an association (T-33)."""
        row = self._first(select(organisation).where(organisation.c.id == id, stands(organisation)))
        return _organisation(row) if row else None

    @remembered
    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by id."""
        query = select(organisation).where(stands(organisation)).order_by(organisation.c.id)
        return tuple(map(_organisation, self.rows(query)))

    @remembered
    def body(self, id: str) -> Body | None:
        """An accredited body; naming one makes an item sensitive (T-48)."""
        row = self._first(select(body).where(body.c.id == id, stands(body)))
        return _body(row) if row else None

    @remembered
    def bodies(self) -> tuple[Body, ...]:
        """Every accredited body, by id."""
        query = select(body).where(stands(body)).order_by(body.c.id)
        return tuple(map(_body, self.rows(query)))

    def has_served_live(self) -> bool:
        """Whether this database has ever been behind a live room: rehearsals refuse it."""
        return self.setting("served_live") not in (None, DEMONSTRATION)

    def mark_served_live(self, name: str) -> None:
        """From now on this database belongs to a live room; `name` says which runtime it was."""
        if name != DEMONSTRATION or not self.has_served_live():
            self.keep_setting("served_live", name)

    def setting(self, key: str) -> str | None:
        """A small thing that the database itself remembers."""
        return self.connection.scalar(select(setting.c.value).where(setting.c.key == key))

    def keep_setting(self, key: str, value: str) -> None:
        mine = update(setting).where(setting.c.key == key).values(value=value)
        if self.connection.execute(mine).rowcount == 0:
            self.connection.execute(insert(setting).values(key=key, value=value))


def _organisation(row: Row[Any]) -> Organisation:
    return Organisation(row.id, names(row.names), row.association)


def _body(row: Row[Any]) -> Body:
    return Body(row.id, names(row.names), row.accredited_by, tuple(row.authorised_by))
