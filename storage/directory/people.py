"""People, their accounts, and what they chose for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from coordination.parties import Person
from storage.directory.memory import remembered
from storage.directory.rows import Rows, counts, stands
from storage.directory.tables import account, choice, credential, person

_CHOSEN = ("language", "zone", "quiet_from", "quiet_to")


class People(Rows):
    """Who is who, on every platform (DR-19: one person, however many accounts)."""

    @remembered
    def person(self, id: str) -> Person | None:
        """Somebody whom the directory knows now."""
        row = self._first(_people().where(person.c.id == id))
        return _person(row) if row else None

    @remembered
    def people(self, group: str, at: datetime | None = None) -> tuple[Person, ...]:
        """Everybody with a hat in this group: at an instant, or as the register stands."""
        valid = counts(at) if at else stands(credential)
        holders = select(credential.c.person).where(credential.c.group == group, valid)
        query = _people().where(person.c.id.in_(holders)).order_by(person.c.id)
        return tuple(map(_person, self.rows(query)))

    @remembered
    def everybody(self) -> tuple[Person, ...]:
        """Everybody in the directory, by id."""
        return tuple(map(_person, self.rows(_people().order_by(person.c.id))))

    @remembered
    def person_of_account(self, platform: str, name: str) -> Person | None:
        """Whose account this is, or None: an unknown account gets one polite line."""
        known = (account.c.platform == platform) & (account.c.account == name)
        holder = select(account.c.person).where(known, stands(account)).scalar_subquery()
        row = self._first(_people().where(person.c.id == holder))
        return _person(row) if row else None

    @remembered
    def account_of(self, person_id: str, platform: str) -> str | None:
        """The person's account on a platform, if there is one."""
        theirs = (account.c.person == person_id) & (account.c.platform == platform)
        return self.connection.scalar(select(account.c.account).where(theirs, stands(account)))

    @remembered
    def platforms_of(self, person_id: str) -> tuple[str, ...]:
        """Where the person has an account, by name."""
        query = select(account.c.platform).where(account.c.person == person_id, stands(account))
        return tuple(row.platform for row in self.rows(query.order_by(account.c.platform)))

    @remembered
    def accounts(self, platform: str) -> Mapping[str, str]:
        """Everybody's account on a platform, by the person's id."""
        query = select(account.c.person, account.c.account)
        query = query.where(account.c.platform == platform, stands(account))
        return {row.person: row.account for row in self.rows(query)}

    def ever_known(self, platform: str) -> frozenset[str]:
        """Every account of a platform that belongs, or once belonged, to somebody here."""
        query = select(account.c.account).where(account.c.platform == platform).distinct()
        return frozenset(row.account for row in self.rows(query))

    def choose_language(self, person_id: str, language: str) -> None:
        self._choose(person_id, language=language)

    def choose_zone(self, person_id: str, zone: str) -> None:
        self._choose(person_id, zone=zone)

    def choose_quiet(self, person_id: str, start: int, end: int) -> None:
        """Quiet hours from and to, on the person's own clock (0–24)."""
        self._choose(person_id, quiet_from=start, quiet_to=end)

    def mark_welcomed(self, person_id: str, at: datetime) -> None:
        """The person has had the one welcome message."""
        self._choose(person_id, welcomed_at=at)

    def _choose(self, person_id: str, **values: Any) -> None:
        self.changed()
        mine = update(choice).where(choice.c.person == person_id).values(**values)
        if self.connection.execute(mine).rowcount == 0:
            self.connection.execute(insert(choice).values(person=person_id, **values))


def _people() -> Select[Any]:
    """Everybody as the register says, with what they chose for themselves in its place."""
    settled = [func.coalesce(choice.c[name], person.c[name]).label(name) for name in _CHOSEN]
    joined = person.outerjoin(choice, choice.c.person == person.c.id)
    query = select(person.c.id, person.c.name, choice.c.welcomed_at).add_columns(*settled)
    return query.select_from(joined).where(stands(person))


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        language=row.language,
        zone=row.zone,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        welcomed=row.welcomed_at is not None,
    )
