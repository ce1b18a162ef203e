"""What stands in the register already, as entries: an import may leave whole kinds out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select

from config.directory.entries import (
    Accreditation,
    Agency,
    Entries,
    Entry,
    Member,
    Spot,
    State,
)
from coordination.said import Said
from storage.directory import Directory
from storage.directory import tables as t
from storage.directory.confirming import confirmation
from storage.directory.groups import party_of
from storage.directory.rows import stands

_HERE = Spot("", Said("import.register"))


def completed(entries: Entries, directory: Directory) -> Entries:
    """These entries, and of each kind that they leave out what stands in the register."""
    standing: dict[str, tuple[str, Callable[[Directory], Iterable[Any]]]] = {
        "state": ("states", _states),
        "agency": ("agencies", _agencies),
        "organisation": ("organisations", Directory.organisations),
        "body": ("bodies", Directory.bodies),
        "group": ("groups", Directory.groups),
        "person": ("people", _people),
        "credential": ("credentials", _credentials),
        "room": ("rooms", Directory.rooms),
        "slack": ("workspaces", Directory.workspaces),
        "agreement": ("agreements", Directory.agreements),
        "article": ("articles", Directory.articles),
    }
    more: dict[str, Any] = {
        name: tuple(Entry(value, _HERE) for value in read(directory))
        for kind, (name, read) in standing.items()
        if kind not in entries.kinds
    }
    return replace(entries, **more)


def _states(directory: Directory) -> list[State]:
    return [State(party) for party in directory.states()]


def _agencies(directory: Directory) -> list[Agency]:
    query = select(t.party).where(t.party.c.scope != t.SHARED, stands(t.party))
    return [Agency(party_of(row), row.scope) for row in directory.rows(query)]


def _people(directory: Directory) -> list[Member]:
    accounts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in directory.rows(select(t.account).where(stands(t.account))):
        accounts[row.person].append((row.platform, row.account))
    return [Member(person, tuple(accounts[person.id])) for person in directory.everybody()]


def _credentials(directory: Directory) -> list[Accreditation]:
    query = select(t.credential).where(stands(t.credential))
    return [_accreditation(row) for row in directory.rows(query)]


def _accreditation(row: Row[Any]) -> Accreditation:
    return Accreditation(
        id=row.id,
        person=row.person,
        group=row.group,
        role=row.role,
        party=row.party,
        organisation=row.organisation,
        can_commit=row.can_commit,
        reference=row.reference,
        issued_by=row.issued_by,
        confirmation=confirmation(row.confirmed),
        accredited_to=tuple(row.accredited_to or ()),
        valid_from=row.declared_from or row.valid_from,
        valid_to=row.declared_to,
    )
