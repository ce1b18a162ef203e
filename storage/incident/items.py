"""What gathers under an incident, in the order in which it was recorded; nothing is deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, insert, select, update

from coordination.action import Remark
from coordination.convergence.adoptions import Hold, HoldAsked
from coordination.incident.consultation import StateView, Window
from coordination.incident.ending import Reopened
from coordination.incident.hearing import Hearing
from coordination.incident.idle import Reminded
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform, Waiver
from coordination.incident.opening import Repercussion
from coordination.incident.relay import Relay
from coordination.incident.stance import Stance
from coordination.incident.thread import Entry, Link, Pin, Update
from coordination.incident.verifying import Dismissal
from coordination.response.followup import (
    Applied,
    Continued,
    Finding,
    FollowUp,
    Grounds,
    Wanted,
)
from storage.incident.packed import packed, unpacked
from storage.incident.rows import Rows
from storage.incident.tables import incident_item
from storage.ready import Ready

Item = (
    Update
    | Pin
    | Link
    | Entry
    | Stance
    | Inform
    | Waiver
    | Dismissal
    | Repercussion
    | Relay
    | Remark
    | Hold
    | HoldAsked
    | Hearing
    | Reminded
    | Reopened
    | Window
    | StateView
    | FollowUp
)
T = TypeVar("T", bound=Item)

_CLASSES: dict[str, type[Any]] = {
    "update": Update,
    "pin": Pin,
    "link": Link,
    "entry": Entry,
    "stance": Stance,
    "inform": Inform,
    "waiver": Waiver,
    "dismissal": Dismissal,
    "repercussion": Repercussion,
    "relay": Relay,
    "remark": Remark,
    "hold": Hold,
    "hold_asked": HoldAsked,
    "hearing": Hearing,
    "reminded": Reminded,
    "reopened": Reopened,
    "consultation": Window,
    "state_view": StateView,
    "applied": Applied,
    "grounds": Grounds,
    "finding": Finding,
    "wanted": Wanted,
    "continued": Continued,
}
_WORDS = {made: word for word, made in _CLASSES.items()}

_query = select(incident_item).where(incident_item.c.incident == bindparam("id"))
_query = _query.order_by(incident_item.c.number)
_ALL = Ready(_query)
_SORT = Ready(_query.where(incident_item.c.kind == bindparam("sort")))


class Items(Rows):
    """Updates, links, entries, views, informs, hearings, answers and all else that gathers."""

    def record(self, incident: Incident, item: Item) -> None:
        """Add an item to the incident's record."""
        self._later.known.pop((incident_item, incident.id), None)
        last = select(func.max(incident_item.c.number))
        query = last.where(incident_item.c.incident == incident.id)
        number = (self._connection.scalar(query) or 0) + 1
        values = {
            "incident": incident.id,
            "number": number,
            "kind": _WORDS[type(item)],
            "at": item.recorded_at if isinstance(item, Inform) else item.at,
            "body": self._sealed(incident.group, incident.id, number, item),
        }
        self._connection.execute(insert(incident_item).values(values))

    def change(self, incident: Incident, old: Item, new: Item) -> None:
        """Put the newer form of an item (an acknowledged inform) in its place.

        Raises LookupError when the old one is not there.
        """
        self._later.known.pop((incident_item, incident.id), None)
        for row in self._rows(incident.id, type(old)):
            if self._opened(row) == old:
                this = (
                    incident_item.c.incident == row.incident,
                    incident_item.c.number == row.number,
                )
                body = self._sealed(incident.group, incident.id, row.number, new)
                self._connection.execute(update(incident_item).where(*this).values(body=body))
                return
        raise LookupError(incident.id)

    def items(self, id: str, made: type[T]) -> tuple[T, ...]:
        """The items of one sort under an incident, oldest first."""
        known = self._later.known.setdefault((incident_item, id), {})
        if made not in known:
            known[made] = tuple(self._opened(row) for row in self._rows(id, made))
        found: tuple[T, ...] = known[made]
        return found

    def timeline(self, id: str) -> tuple[tuple[datetime, Item], ...]:
        """Everything that gathered under an incident, oldest first, each with its instant."""
        return tuple((row.at, self._opened(row)) for row in self._rows(id, None))

    def _rows(self, id: str, made: type[Any] | None) -> list[Any]:
        if made is None:
            return _ALL.rows(self._connection, id=id)
        return _SORT.rows(self._connection, id=id, sort=_WORDS[made])

    def _sealed(self, group: str, id: str, number: int, item: Item) -> bytes:
        place = f"{id}/{number}"
        return self._sealer.seal(group, "incident_item", place, "body", packed(item))

    def _opened(self, row: Any) -> Any:
        place = f"{row.incident}/{row.number}"
        body = self._sealer.open("incident_item", place, "body", row.body)
        return unpacked(_CLASSES[row.kind], body)
