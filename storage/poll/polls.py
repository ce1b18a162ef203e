"""The polls of the groups."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from coordination.parties import Group
from coordination.poll.delegating import Alternates
from coordination.poll.question import Question
from coordination.poll.record import Accredited, Excluded, Poll
from coordination.poll.rule import Ratio, Rule
from coordination.poll.stage import Stage
from storage.course import read_once
from storage.dialect import hold
from storage.facts import Finding
from storage.later import Later
from storage.poll.annexes import Annexes
from storage.poll.letters import Letters
from storage.poll.tables import poll, poll_credential, poll_party
from storage.poll.votes import Votes
from storage.poll.words import Statements
from storage.ready import Ready
from storage.sealed import Sealer

_LOOK = Ready(select(poll).where(poll.c.id == bindparam("id")))
_around = select(poll).where(poll.c.response == bindparam("response"))
_AROUND = Ready(_around.order_by(poll.c.opened_at, poll.c.id))
_party, _credential = poll_party.c, poll_credential.c
_SEATS = Ready(
    select(_party.party, _party.excluded)
    .where(_party.poll == bindparam("poll"))
    .order_by(_party.party)
)
_STANDING = Ready(
    select(_credential.party, _credential.credential, _credential.role)
    .where(_credential.poll == bindparam("poll"))
    .order_by(_credential.party, _credential.credential)
)
_CONFIRM_DAYS = 10
"""In polls that opened before it was asked."""
_MADE = ("ratio_p", "ratio_q", "question", "confirm_days", "then", "annexed", "alternates")
_PLAIN = [column.name for column in poll.c if column.name not in _MADE]


class Polls(Votes, Letters, Statements, Annexes):
    """Polls, each with its frozen record."""

    def __init__(
        self, connection: Connection, sealer: Sealer, later: Later, facts: Finding
    ) -> None:
        super().__init__(connection, sealer, later)
        self._facts = facts

    def add(self, made: Poll) -> None:
        """Keep a poll that opens, with everything that is frozen."""
        self._connection.execute(insert(poll), _values(made))
        seats = [{"party": party, "excluded": None} for party in made.eligible]
        seats += [{"party": one.party, "excluded": one.reason} for one in made.excluded]
        self._put(poll_party, made.id, seats)
        standing = [
            {"party": one.party, "credential": one.credential, "role": one.role}
            for one in made.accredited
        ]
        self._put(poll_credential, made.id, standing)
        for one in made.annexes:
            self.annex(one, made.group)

    def save(self, changed: Poll) -> None:
        """Keep what may change after the opening: its stage, closing, version, number."""
        values = _values(changed)
        self._connection.execute(update(poll).where(poll.c.id == changed.id).values(values))

    def get(self, id: str) -> Poll | None:
        """The poll with this id; held until the transaction ends, so that answers come in order."""
        hold(self._connection, f"poll {id}")
        return self.look(id)

    @read_once
    def look(self, id: str) -> Poll | None:
        """The poll with this id, to be shown only."""
        # Its annexes are counted in its row.
        return _LOOK.once(self._connection, self._facts, self._read, id=id)

    def on(self, response: str) -> list[Poll]:
        """Every poll on a response, oldest first; not the procedural ones around it."""
        return [one for one in self._around(response) if not one.question.procedural]

    def procedural(self, response: str) -> list[Poll]:
        """The procedural questions around a response, oldest first."""
        return [one for one in self._around(response) if one.question.procedural]

    @read_once
    def _around(self, response: str) -> list[Poll]:
        return [self._read(row) for row in _AROUND.rows(self._connection, response=response)]

    @read_once
    def open_in(self, group: str, limit: int = 50) -> list[Poll]:
        """The open polls of a group, the one that closes first in front."""
        query = select(poll).where(poll.c.group == group, poll.c.stage == Stage.OPEN)
        return self._list(query.order_by(poll.c.closes_at, poll.c.id).limit(limit))

    def all_open(self) -> list[Poll]:
        """Every group's open polls, the one that closes first in front."""
        query = select(poll).where(poll.c.stage == Stage.OPEN)
        return self._list(query.order_by(poll.c.closes_at, poll.c.id))

    def announced_in(self, group: str, limit: int = 50) -> list[Poll]:
        """What a group is about to place under silence, the one that begins first in front."""
        query = select(poll).where(poll.c.group == group, poll.c.stage == Stage.ANNOUNCED)
        return self._list(query.order_by(poll.c.opened_at, poll.c.id).limit(limit))

    def closed_in(self, group: str, limit: int = 10) -> list[Poll]:
        """The polls of a group that ended last, newest first."""
        query = select(poll).where(poll.c.group == group, poll.c.closed_at.is_not(None))
        return self._list(query.order_by(poll.c.closed_at.desc(), poll.c.id).limit(limit))

    def silences(self, group: str, since: datetime, limit: int = 50) -> list[Poll]:
        """What a group has adopted under silence since an instant, oldest first."""
        query = select(poll).where(
            poll.c.group == group,
            poll.c.closed_at >= since,
            poll.c.rule == Rule.SILENCE,
            poll.c.stage == Stage.ADOPTED,
        )
        return self._list(query.order_by(poll.c.closed_at, poll.c.id).limit(limit))

    def next_number(self, group: Group) -> int:
        """The number of the group's next decision (DR-08 b); taken until the transaction ends."""
        hold(self._connection, f"decision {group.id}")
        last = self._connection.scalar(
            select(func.max(poll.c.number)).where(poll.c.group == group.id)
        )
        return (last or 0) + 1

    def _put(self, table: Any, id: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), [{"poll": id, **row} for row in rows])

    def _list(self, query: Select[Any]) -> list[Poll]:
        return [self._read(row) for row in self._connection.execute(query).all()]

    def _read(self, row: Any) -> Poll:
        kept = {name: getattr(row, name) for name in _PLAIN}
        frozen = self._facts.of((poll_party, row.id), lambda: self._frozen(row.id)) or {}
        return Poll(
            **kept,
            **frozen,
            ratio=Ratio(row.ratio_p, row.ratio_q),
            question=row.question or Question.RESPONSE,
            confirm_days=row.confirm_days or _CONFIRM_DAYS,
            then=tuple(row.then.split(",")) if row.then else (),
            alternates=row.alternates or Alternates.STANDING,
            annexes=self.annexes(row.id) if row.annexed else (),
        )

    def _frozen(self, id: str) -> dict[str, Any]:
        """Who decides, and with which credentials: nothing of it changes after the opening."""
        seats = _SEATS.rows(self._connection, poll=id)
        standing = _STANDING.rows(self._connection, poll=id)
        return {
            "eligible": tuple(one.party for one in seats if one.excluded is None),
            "excluded": tuple(Excluded(one.party, one.excluded) for one in seats if one.excluded),
            "accredited": tuple(Accredited(*one) for one in standing),
        }


def _values(made: Poll) -> dict[str, Any]:
    plain = {name: getattr(made, name) for name in _PLAIN}
    then = ",".join(made.then) or None
    more = {"question": made.question, "confirm_days": made.confirm_days, "then": then}
    more |= {"alternates": made.alternates}
    return plain | more | {"ratio_p": made.ratio.p, "ratio_q": made.ratio.q}
