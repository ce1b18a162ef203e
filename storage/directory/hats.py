"""Credentials: who may do what, for whom, at which instant (DR-17, DR-18)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from coordination.parties import Credential, Role
from storage.directory.rows import Rows, counts
from storage.directory.tables import credential


class Hats(Rows):
    """The credentials of people and groups, each asked for at an instant."""

    def credentials(self, person: str, at: datetime) -> tuple[Credential, ...]:
        """The hats of a person that are valid at this instant, in every group."""
        return self._hats(credential.c.person == person, counts(at))

    def credentials_of(self, group: str, at: datetime) -> tuple[Credential, ...]:
        """Every hat of a group that is valid at this instant."""
        return self._hats(credential.c.group == group, counts(at))

    def credential(self, id: str) -> Credential | None:
        """A credential as it was last recorded, also one that has ended."""
        query = select(credential).where(credential.c.id == id)
        row = self._first(query.order_by(credential.c.row.desc()))
        return _credential(row) if row else None

    def voter(self, party: str, group: str, at: datetime) -> Credential | None:
        """The one person who gives this party's vote at this instant (DR-01, DR-17)."""
        found = self._hats(*_seat(group, party, Role.VOTER), counts(at))
        return found[0] if found else None

    def alternates(self, party: str, group: str, at: datetime) -> tuple[Credential, ...]:
        """Who may give this party's vote where the voter is absent or delegates (DR-18)."""
        return self._hats(*_seat(group, party, Role.ALTERNATE), counts(at))

    def chair(self, group: str, at: datetime) -> Credential | None:
        """The chair of an inter-State group, the coordinator of a national one."""
        chairs = credential.c.role.in_((Role.CHAIR, Role.COORDINATOR))
        found = self._hats(credential.c.group == group, chairs, counts(at))
        return found[0] if found else None

    def operators(self, at: datetime) -> tuple[Credential, ...]:
        """Who keeps the bot running, in every group: alerts go to them."""
        return self._hats(credential.c.role == Role.SYSADMIN, counts(at))

    def _hats(self, *conditions: ColumnElement[bool]) -> tuple[Credential, ...]:
        query = select(credential).where(*conditions)
        order = (credential.c.valid_from, credential.c.row)
        return tuple(map(_credential, self.rows(query.order_by(*order))))


def _seat(group: str, party: str, role: Role) -> tuple[ColumnElement[bool], ...]:
    seat = credential.c
    return (seat.group == group, seat.party == party, seat.role == role)


def _credential(row: Row[Any]) -> Credential:
    return Credential(
        id=row.id,
        person=row.person,
        group=row.group,
        role=row.role,
        party=row.party,
        organisation=row.organisation,
        can_commit=row.can_commit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        reference=row.reference,
    )
