"""Incidents by group, stage, State or practice, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Text,
    and_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
)

from coordination.audience import Sight
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage
from coordination.tlp import Tlp
from storage.incident.core import Core
from storage.incident.tables import incident, incident_code, report
from storage.poll.tables import poll, poll_vote
from storage.response import response
from storage.search import Search

_i = incident.c
LOOKED_AT = 1000
"""How many with the words one answer looks at."""
FIRST = 100
"""How many of these are enough where most may be seen."""


@dataclass(frozen=True)
class Place:
    """Where a page ended: the next one begins behind it."""

    opened_at: datetime
    id: str

    @classmethod
    def of(cls, last: Incident) -> Place:
        return cls(last.opened_at, last.id)


class Found(Core):
    """Queries that list; each follows an index, however many incidents there are."""

    def page(
        self,
        group: str,
        party: str | None,
        *,
        stage: Stage | None = None,
        code: str | None = None,
        practice: str | None = None,
        sight: Sight | None = None,
        behind: Place | None = None,
        limit: int = 20,
        mine: bool = False,
    ) -> list[Incident]:
        """Incidents of a group, newest first; `code` is a State concerned or a practice.

        `practice` is one beside a State. `party` is the reader's: what another keeps in its own
        room is left out, and with `sight` what the reader's hats let in nowhere. The caller cuts
        what is left to what the reader may see. `mine`: of the newest thousand, its own.
        """
        query = select(incident).where(*_wanted(party, stage, practice, sight))
        order = (incident.c.opened_at, incident.c.id)
        if code is not None:
            order = (incident_code.c.opened_at, incident_code.c.incident)
            query = query.join(incident_code, incident_code.c.incident == _i.id)
            query = query.where(incident_code.c.group == group, incident_code.c.code == code)
        else:
            query = query.where(_i.group == group)
        query = query if behind is None else query.where(_behind(order, behind))
        query = query.order_by(order[0].desc(), order[1].desc())
        return self._list((_mine(query, party) if mine else query).limit(limit))

    def worded(
        self,
        group: str,
        words: Collection[str],
        sight: Sight,
        behind: Place | None,
        limit: int,
        looked_at: int = LOOKED_AT,
    ) -> tuple[list[Incident], bool]:
        """Those with all of these words in their titles that may be seen at all, newest first.

        Also whether there is more to look at. What cannot be seen is passed over by the database,
        so that it takes no longer with a thousand of them than with none.
        """
        after = (behind.opened_at, behind.id) if behind else None
        hits = Search(self._connection, self._sealer).hits(group, words, after)
        found = self._among(hits.limit(min(FIRST, looked_at)), sight, limit)
        if len(found) < limit and looked_at > FIRST:
            found = self._among(hits.limit(looked_at), sight, limit)
        full = len(found) == limit
        return found, full or bool(self._connection.execute(hits.offset(looked_at).limit(1)).all())

    def _among(self, hits: Select[Any], sight: Sight, limit: int) -> list[Incident]:
        newest = hits.subquery()
        query = select(incident).join(newest, newest.c.thing == incident.c.id)
        query = query.where(_sighted(sight)).limit(limit)
        return self._list(query.order_by(newest.c.at.desc(), newest.c.thing.desc()))

    def resembling(self, group: str, code: str, since: datetime, most: int = 50) -> int:
        """How many of the group's incidents share this code since then, at most so many (T-05).

        What a party keeps to itself is not counted.
        """
        found = (
            select(incident_code.c.incident)
            .join(incident, incident.c.id == incident_code.c.incident)
            .where(incident_code.c.group == group, incident_code.c.code == code)
            .where(incident_code.c.opened_at >= since, incident.c.kept.is_(False))
            .limit(most)
        )
        query = select(func.count()).select_from(found.subquery())
        return self._connection.scalar(query) or 0

    def _list(self, query: Select[Any]) -> list[Incident]:
        return [self._read(row) for row in self._connection.execute(query)]


def _wanted(
    party: str | None, stage: Stage | None, practice: str | None, sight: Sight | None
) -> Iterator[ColumnElement[bool]]:
    """What a page of a list is cut to, whichever index it follows."""
    yield or_(_i.kept.is_(False), _own(party))
    if stage is not None:
        yield _i.stage == stage
    if practice is not None:
        yield _names(_i.practices, practice)
    if sight is not None:
        yield _sighted(sight)


def _mine(newest: Select[Any], party: str | None) -> Select[Any]:
    """Of the newest thousand of a query, those in which the party has a part."""
    looked_at = newest.with_only_columns(_i.id).limit(LOOKED_AT).subquery()
    return newest.where(_i.id.in_(looked_at.select()), _parts(party))


def _parts(party: str | None) -> ColumnElement[bool]:
    """Whether a party has a part in it: opened, reported on or is concerned by it, or decided.

    To decide is to have proposed a response on it, or to have voted on one.
    """
    if party is None:
        return false()
    put = exists().where(response.c.incident == _i.id, response.c.proposed_by == party)
    votes = select(poll_vote.c.poll).where(
        response.c.incident == _i.id,
        poll.c.response == response.c.id,
        poll_vote.c.poll == poll.c.id,
        poll_vote.c.party == party,
    )
    told = exists().where(
        report.c.incident == _i.id, report.c.party == party, report.c.withdrawn_at.is_(None)
    )
    voted = votes.correlate(incident).exists()
    return or_(_own(party), _names(_i.concerned, party), told, put, voted)


def _own(party: str | None) -> Any:
    return and_(incident.c.originator == party, incident.c.originator.is_not(None))


def _sighted(sight: Sight) -> ColumnElement[bool]:
    """Leaves out only what `coordination.audience` would; it is asked again about the rest."""
    ways: list[ColumnElement[bool]] = [true()] if sight.office else []
    for party in sight.parties:
        told = or_(_names(_i.informed, party), _i.originator == party)
        ways.append(or_(~_names(_i.concerned, party), told))
    ways += [_names(_i.invited, guest) for guest in sight.guests]
    author = _i.originator.in_(sight.parties)
    own = and_(_i.kept, or_(author, _i.opened_by == sight.person))
    # RED names nobody but its author (T-07); what is kept is its author's whatever its label.
    shared = and_(_i.kept.is_(False), or_(_i.label != Tlp.RED, author))
    return or_(and_(or_(false(), *ways), shared), own)


def _names(codes: Column[Any], code: str) -> ColumnElement[bool]:
    """Whether a code stands among these, which have commas between them."""
    return ("," + type_coerce(codes, Text) + ",").contains(f",{code},", autoescape=True)


def _behind(order: tuple[Any, Any], place: Place) -> Any:
    bound = (literal(place.opened_at, order[0].type), literal(place.id, order[1].type))
    return tuple_(*order) < tuple_(*bound)
