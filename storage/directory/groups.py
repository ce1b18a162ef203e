"""Groups and their parties: States, or the agencies of one State (DR-01)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from coordination.parties import Group, Party, Terms
from storage.directory.memory import remembered
from storage.directory.rows import Rows, names, stands
from storage.directory.tables import SHARED, cooperation, group, member, party


class Groups(Rows):
    """The circles in which people act together."""

    @remembered
    def group(self, id: str) -> Group | None:
        """A group with its parties in the register's order."""
        row = self._first(select(group).where(group.c.id == id, stands(group)))
        return _group(row, self._members(id)) if row else None

    @remembered
    def groups(self) -> tuple[Group, ...]:
        """Every group, by id."""
        codes: dict[str, list[str]] = defaultdict(list)
        query = select(member.c.group, member.c.party).where(stands(member))
        for row in self.rows(query.order_by(member.c.position)):
            codes[row.group].append(row.party)
        rows = self.rows(select(group).where(stands(group)).order_by(group.c.id))
        return tuple(_group(row, tuple(codes[row.id])) for row in rows)

    @remembered
    def party(self, code: str, group_id: str | None = None) -> Party | None:
        """A State by its code; with a group also one of that group's agencies."""
        scopes = (SHARED,) if group_id is None else (group_id, SHARED)
        query = select(party).where(party.c.code == code, party.c.scope.in_(scopes))
        row = self._first(query.where(stands(party)).order_by(party.c.scope.desc()))
        return party_of(row) if row else None

    @remembered
    def parties(self, group_id: str) -> tuple[Party, ...]:
        """The parties of a group, in the register's order."""
        joined = member.join(party, party.c.code == member.c.party)
        query = select(party, member.c.position).select_from(joined)
        query = query.where(member.c.group == group_id, party.c.scope.in_((SHARED, group_id)))
        query = query.where(stands(member), stands(party))
        found = {row.code: row for row in self.rows(query.order_by(party.c.scope))}
        ordered = sorted(found.values(), key=lambda row: row.position)
        return tuple(map(party_of, ordered))

    @remembered
    def states(self) -> tuple[Party, ...]:
        """Every State of the directory, by code, whether or not it is in a group."""
        query = select(party).where(party.c.scope == SHARED, stands(party))
        return tuple(map(party_of, self.rows(query.order_by(party.c.code))))

    @remembered
    def joined(self, group_id: str, code: str) -> datetime | None:
        """When a party was recorded as a member of the group (DR-20), if it is one."""
        row = member.c
        query = select(row.recorded_at).where(row.group == group_id, row.party == code)
        return self.connection.scalar(query.where(stands(member)))

    @remembered
    def cooperates_with(self, code: str) -> frozenset[str]:
        """The States whose adoption programmes meet this one's, whoever declared it (T-02)."""
        there = select(cooperation.c.partner).where(cooperation.c.party == code)
        here = select(cooperation.c.party).where(cooperation.c.partner == code)
        rows = self.rows(there.where(stands(cooperation))) + self.rows(
            here.where(stands(cooperation))
        )
        return frozenset(row[0] for row in rows)

    def _members(self, group_id: str) -> tuple[str, ...]:
        query = select(member.c.party).where(member.c.group == group_id, stands(member))
        return tuple(row.party for row in self.rows(query.order_by(member.c.position)))


def _group(row: Row[Any], codes: tuple[str, ...]) -> Group:
    return Group(
        id=row.id,
        names=names(row.names),
        kind=row.kind,
        parties=codes,
        languages=tuple(row.languages),
        terms=Terms(**row.terms),
    )


def party_of(row: Row[Any]) -> Party:
    """A party as its row says."""
    return Party(
        code=row.code,
        names=names(row.names),
        country=row.country,
        authority=names(row.authority),
        zone=row.zone,
        capital=row.capital,
        language=row.language,
        capacity=row.capacity,
        closures=tuple((day, name) for day, name in row.closures),
        subdivision=row.subdivision,
    )
