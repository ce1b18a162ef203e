"""Incidents themselves: one row each, found again by their codes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update

from coordination.incident.incident import Incident
from coordination.incident.stance import Stance
from storage.incident.rows import Rows
from storage.incident.tables import incident, incident_code, incident_item
from storage.ready import Ready
from storage.search import Search

_PLAIN = (
    "id",
    "group",
    "concerned",
    "scope",
    "timing",
    "practices",
    "stage",
    "label",
    "originator",
    "opened_by",
    "opened_at",
    "informed",
    "waived",
    "verified",
    "kept",
    "invited",
)

_views = exists().where(incident_item.c.incident == incident.c.id, incident_item.c.kind == "stance")
_GET = Ready(select(incident, _views.label("viewed")).where(incident.c.id == bindparam("id")))


class Core(Rows):
    """Each incident as it is now; what it was is in its audit chain."""

    def add(self, made: Incident) -> None:
        """Keep a new incident."""
        self._later.known.pop((incident, made.id), None)
        self._connection.execute(insert(incident).values(self._values(made)))
        self._codes(made)
        self._words(made)

    def put(self, newer: Incident) -> None:
        """Put the newer form of an incident in its place."""
        this = incident.c.id == newer.id
        self._later.known.pop((incident, newer.id), None)
        before = select(incident.c.concerned, incident.c.practices, incident.c.title).where(this)
        *codes, title = self._connection.execute(before).one()
        self._connection.execute(update(incident).where(this).values(self._values(newer)))
        if tuple(codes) != (newer.concerned, newer.practices):
            gone = delete(incident_code).where(incident_code.c.incident == newer.id)
            self._connection.execute(gone)
            self._codes(newer)
        if self._open("incident", newer.id, "title", title) != newer.title:
            self._words(newer)

    def get(self, id: str) -> Incident | None:
        """An incident by its id; it is read once in a transaction."""
        known = self._later.known
        if (incident, id) not in known:
            made = _GET.once(self._connection, self._facts, self._looked_at, id=id)
            known[incident, id], viewed = made or (None, True)
            if not viewed:  # whoever asks who may see it asks for the views of it
                known.setdefault((incident_item, id), {})[Stance] = ()
        found: Incident | None = known[incident, id]
        return found

    def _looked_at(self, row: Any) -> tuple[Incident, bool]:
        return self._read(row), bool(row.viewed)

    def _words(self, made: Incident) -> None:
        """It is found by the words of its title."""
        search = Search(self._connection, self._sealer)
        search.keep(made.group, made.id, made.title, made.opened_at)

    def _codes(self, made: Incident) -> None:
        codes = dict.fromkeys((*made.concerned, *made.practices))
        rows = [
            {"incident": made.id, "code": code, "group": made.group, "opened_at": made.opened_at}
            for code in codes
        ]
        self._connection.execute(insert(incident_code), rows)

    def _values(self, made: Incident) -> dict[str, Any]:
        values = {name: getattr(made, name) for name in _PLAIN}
        for name in ("title", "caucus_reason"):
            values[name] = self._seal(made.group, "incident", made.id, name, getattr(made, name))
        return values

    def _read(self, row: Any) -> Incident:
        values = {name: getattr(row, name) for name in _PLAIN}
        return Incident(
            **values,
            title=self._open("incident", row.id, "title", row.title) or "",
            caucus_reason=self._open("incident", row.id, "caucus_reason", row.caucus_reason),
        )
