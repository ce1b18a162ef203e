"""Credentials: who may do what, for whom, at which instant (DR-17, DR-18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from coordination.parties import Credential, Role
from storage.directory.confirming import confirmation, confirmed_at
from storage.directory.memory import remembered
from storage.directory.rows import Rows, counts
from storage.directory.tables import credential


class Hats(Rows):
    """The credentials of people and groups, each asked for at an instant."""

    def credentials(self, person: str, at: datetime) -> tuple[Credential, ...]:
        """The hats of a person that are valid at this instant, in every group."""
        return tuple(hat for hat in self._hats_of_person(person) if hat.valid(at))

    def credentials_of(self, group: str, at: datetime) -> tuple[Credential, ...]:
        """Every hat of a group that is valid at this instant."""
        return tuple(hat for hat in self._hats_of_group(group) if hat.valid(at))

    def credentials_for(self, party: str, group: str, at: datetime) -> tuple[Credential, ...]:
        """Every hat of a party in a group that is valid at this instant."""
        return tuple(hat for hat in self._hats_of_party(party, group) if hat.valid(at))

    def credentials_since(self, group: str, at: datetime) -> tuple[Credential, ...]:
        """Every hat of a group that is valid at this instant or becomes so afterwards."""
        hats = self._hats_of_group(group)
        return tuple(hat for hat in hats if hat.valid_to is None or hat.valid_to > at)

    @remembered
    def credential(self, id: str) -> Credential | None:
        """A credential as it was last recorded, also one that has ended."""
        query = select(credential).where(credential.c.id == id)
        row = self._first(query.order_by(credential.c.row.desc()))
        return _credential(row) if row else None

    def credential_then(self, id: str, at: datetime) -> Credential | None:
        """A credential as the register had it at this instant, whatever was imported since."""
        query = select(credential).where(credential.c.id == id)
        rows = self.rows(query.order_by(credential.c.row))
        known = [row for row in rows if row.recorded_at <= at][-1:] or rows[:1]
        return next((_then(row, at) for row in known), None)

    def voter(self, party: str, group: str, at: datetime) -> Credential | None:
        """The one person who gives this party's vote at this instant (DR-01, DR-17)."""
        seats = self._seated(group, party, Role.VOTER, at)
        return seats[0] if seats else None

    def alternates(self, party: str, group: str, at: datetime) -> tuple[Credential, ...]:
        """Who may give this party's vote where the voter is absent or delegates (DR-18)."""
        return self._seated(group, party, Role.ALTERNATE, at)

    def chair(self, group: str, at: datetime) -> Credential | None:
        """The chair of an inter-State group, the coordinator of a national one."""
        chairs = (Role.CHAIR, Role.COORDINATOR)
        return next((hat for hat in self.credentials_of(group, at) if hat.role in chairs), None)

    def operators(self, at: datetime) -> tuple[Credential, ...]:
        """Who keeps the bot running, in every group: alerts go to them."""
        return self._hats(credential.c.role == Role.SYSADMIN, counts(at))

    @remembered
    def _hats_of_person(self, person: str) -> tuple[Credential, ...]:
        return self._hats(credential.c.person == person)

    @remembered
    def _hats_of_group(self, group: str) -> tuple[Credential, ...]:
        return self._hats(credential.c.group == group)

    @remembered
    def _hats_of_party(self, party: str, group: str) -> tuple[Credential, ...]:
        return tuple(hat for hat in self._hats_of_group(group) if hat.party == party)

    def _seated(self, group: str, party: str, role: Role, at: datetime) -> tuple[Credential, ...]:
        hats = self.credentials_for(party, group, at)
        return tuple(hat for hat in hats if hat.role is role)

    def _hats(self, *conditions: ColumnElement[bool]) -> tuple[Credential, ...]:
        query = select(credential).where(*conditions)
        order = (credential.c.valid_from, credential.c.row)
        return tuple(map(_credential, self.rows(query.order_by(*order))))


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
        issued_by=row.issued_by,
        registered_by=row.registered_by,
        confirmation=confirmation(row.confirmed),
        accredited_to=tuple(row.accredited_to or ()),
    )


def _then(row: Row[Any], at: datetime) -> Credential:
    """The version before a later one ended it, and before anybody confirmed it after that."""
    hat = _credential(row)
    if row.superseded_at is not None and row.superseded_at > at:
        hat = replace(hat, valid_to=row.declared_to)
    since = confirmed_at(row.confirmed)
    return replace(hat, confirmation=None) if since is not None and since > at else hat
