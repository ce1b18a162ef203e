"""Commitments of States and agencies; what they say is sealed, and none is ever deleted."""

from __future__ import annotations

from datetime import datetime
from itertools import chain, repeat
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from coordination.commitment import Commitment, Stage, Strength
from coordination.tlp import Tlp
from storage.canonical import canonical, parsed
from storage.later import Later
from storage.promise import instant, letter, promise, words_of
from storage.ready import Ready
from storage.sealed import Sealer
from storage.tables import Instant, choice, metadata

commitment = Table(
    "commitment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("group", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("response", Text),
    Column("stage", choice(Stage), nullable=False),
    Column("strength", choice(Strength), nullable=False),
    Column("starts", Instant),
    Column("due", Instant, nullable=False),
    Column("offered_by", Text, nullable=False),
    Column("offered_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("verified_by", Text),
    Column("verified_at", Instant),
    Column("withdrawn_at", Instant),
    Column("successor", Text),
    Column("series", Text),
    Column("number", Integer),
    Column("words", LargeBinary, nullable=False),
)
_c = commitment.c
RUNNING = (Stage.OFFERED, Stage.ACCEPTED, Stage.ACTIVE, Stage.OVERDUE, Stage.SUSPENDED)
"""Stages in which something is still to be done."""
Index("ix_commitment_incident", _c.incident, _c.offered_at)
Index("ix_commitment_response", _c.response, _c.stage)
Index("ix_commitment_all", _c.group, _c.due, _c.id)
Index("ix_commitment_owned", _c.group, _c.owner, _c.due, _c.id)
Index("ix_commitment_staged", _c.group, _c.stage, _c.due, _c.id)
Index("ix_commitment_running", _c.group, _c.owner, _c.stage, _c.due)
# No period of what recurs can be there twice.
Index("uq_commitment_period", _c.series, _c.number, unique=True)

AT_ONCE = 200
"""How many are read together, at most."""
_PLACES = tuple(f"id{place}" for place in range(AT_ONCE))
_GET = Ready(select(commitment).where(_c.id == bindparam("id")))
_SOME = Ready(select(commitment).where(_c.id.in_([bindparam(place) for place in _PLACES])))


class Commitments:
    """What parties have undertaken."""

    def __init__(self, connection: Connection, sealer: Sealer, later: Later) -> None:
        self._connection = connection
        self._sealer = sealer
        self._later = later

    def add(self, made: Commitment) -> None:
        """Keep a new one."""
        self._later.known.pop((commitment, made.id), None)
        self._connection.execute(insert(commitment), self._values(made))

    def save(self, made: Commitment) -> None:
        """Keep it as it is now."""
        self._later.known.pop((commitment, made.id), None)
        changed = update(commitment).where(_c.id == made.id).values(self._values(made))
        self._connection.execute(changed)

    def get(self, id: str) -> Commitment | None:
        """The one with this id, or None; with all that are expected, once in a transaction."""
        known = self._later.known
        if (commitment, id) not in known:
            known[commitment, id] = None
            for one in self._with_expected(id):
                known[commitment, one.id] = one
        found: Commitment | None = known[commitment, id]
        return found

    def _with_expected(self, id: str) -> list[Commitment]:
        kind = id.partition("-")[0]
        more = [one for one in self._later.expected if one.startswith(f"{kind}-")]
        if id not in more:
            return [self._read(row) for row in _GET.rows(self._connection, id=id)]
        rest = [one for one in more if (commitment, one) not in self._later.known]
        some = (id, *(one for one in rest if one != id))[:AT_ONCE]
        named = dict(zip(_PLACES, chain(some, repeat(id)), strict=False))
        return [self._read(row) for row in _SOME.rows(self._connection, **named)]

    def of_incident(self, incident: str) -> list[Commitment]:
        """All that were offered on an incident, oldest first."""
        query = select(commitment).where(_c.incident == incident)
        return self._list(query.order_by(_c.offered_at, _c.id))

    def apart(self, group: str, limit: int) -> list[Commitment]:
        """The newest of a group that answer no incident."""
        query = select(commitment).where(_c.incident == "", _c.group == group)
        return self._list(query.order_by(_c.offered_at.desc(), _c.id).limit(limit))

    def page(
        self,
        group: str,
        limit: int,
        owner: str | None = None,
        overdue: bool = False,
        after: Commitment | None = None,
    ) -> list[Commitment]:
        """The next ones of a group by due date, from behind `after` on."""
        query = select(commitment).where(_c.group == group)
        if owner is not None:
            query = query.where(_c.owner == owner)
        if overdue:
            query = query.where(_c.stage == Stage.OVERDUE)
        if after is not None:
            due = after.promise.due
            query = query.where(_c.due >= due, or_(_c.due > due, _c.id > after.id))
        return self._list(query.order_by(_c.due, _c.id).limit(limit))

    def running(self, group: str, owner: str, until: datetime, limit: int) -> list[Commitment]:
        """What a party has still to do and is due by this instant, earliest first."""
        query = select(commitment).where(_c.group == group, _c.owner == owner)
        query = query.where(_c.stage.in_(RUNNING), _c.due <= until)
        return self._list(query.order_by(_c.due, _c.id).limit(limit))

    def done(self, group: str, owner: str, limit: int) -> list[Commitment]:
        """What a party has done, the latest due first; of what recurs the newest period alone."""
        later = commitment.alias()
        newer = (later.c.series == _c.series, later.c.number > _c.number)
        query = select(commitment).where(_c.group == group, _c.owner == owner)
        query = query.where(_c.stage == Stage.DONE, ~exists().where(*newer))
        return self._list(query.order_by(_c.due.desc(), _c.id).limit(limit))

    def periods(self, series: str) -> list[Commitment]:
        """All periods of what recurs that have opened, the first one first."""
        query = select(commitment).where(_c.series == series)
        return self._list(query.order_by(_c.number))

    def under(self, response: str) -> list[Commitment]:
        """All that were offered under a response, oldest first."""
        query = select(commitment).where(_c.response == response)
        return self._list(query.order_by(_c.offered_at, _c.id))

    def active(self, response: str) -> int:
        """How many active commitments stand under a response (DR-30)."""
        stages = _c.stage.in_((Stage.ACTIVE, Stage.OVERDUE))
        query = select(func.count()).where(_c.response == response, stages)
        return self._connection.scalar(query) or 0

    def _values(self, made: Commitment) -> dict[str, Any]:
        said = made.promise
        words = canonical(words_of(made))
        sealed = self._sealer.seal(made.group, "commitment", made.id, "words", words)
        plain = {column.name: getattr(made, column.name, None) for column in commitment.c}
        return plain | {
            "response": said.response,
            "strength": said.strength,
            "starts": said.starts,
            "due": said.due,
            "series": said.series.id if said.series else None,
            "number": said.series.number if said.series else None,
            "words": sealed,
        }

    def _list(self, query: Select[Any]) -> list[Commitment]:
        return [self._read(row) for row in self._connection.execute(query)]

    def _read(self, row: Any) -> Commitment:
        words = parsed(self._sealer.open("commitment", row.id, "words", row.words))
        return Commitment(
            id=row.id,
            group=row.group,
            incident=row.incident,
            owner=row.owner,
            promise=promise(row, words),
            stage=row.stage,
            offered_by=row.offered_by,
            offered_at=row.offered_at,
            evidence=words["evidence"],
            done_at=row.done_at,
            verified_by=row.verified_by,
            verified_at=row.verified_at,
            verified_for=words.get("verified_for"),
            withdrawn_at=row.withdrawn_at,
            reason=words["reason"],
            successor=row.successor,
            moved_from=instant(words.get("moved_from")),
            letter=letter(words.get("letter")),
            label=Tlp(words["label"]) if words.get("label") else None,
        )
