"""An import: what it would change, told before it is done, and then done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any

from sqlalchemy import Row, insert, select, update

from config.directory import check
from config.directory.entries import Entries, Problem, Spot
from coordination.refused import Refused
from coordination.said import Said
from storage.card import Cards
from storage.directory import Directory
from storage.directory.confirming import carried, deciding, settled
from storage.directory.rows import stands
from storage.directory.standing import completed
from storage.directory.versions import ACCOUNT, ALL, CREDENTIAL, DECLARED, ROOM, Kept, versions


class Act(StrEnum):
    """What an import does to one thing; nothing is ever deleted."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True)
class Change:
    """One thing that an import would add, change or end; `values` are what it then says."""

    act: Act
    kept: Kept
    key: tuple[Any, ...]
    values: Mapping[str, Any]
    differs: tuple[tuple[str, Any, Any], ...] = ()
    spot: Spot | None = None
    again: bool = False
    """The person gets another account, so that the credential is to be confirmed again (DR-17)."""

    @property
    def registers(self) -> bool:
        """Whether it registers a credential with which somebody decides, signs or commits."""
        return self.kept is CREDENTIAL and self.act is not Act.ENDED and deciding(self.values)

    @property
    def waits(self) -> bool:
        """Whether what it registers counts only once a second person has confirmed it."""
        return self.registers and self.values["confirmed"] is None

    def words(self) -> tuple[Said, ...]:
        """A line for the thing, and one for each field that differs: old → new."""
        what = Said(f"import.thing.{self.kept.table.name.removeprefix('directory_')}")
        key = " ".join(str(part) for part in self.key if part)
        fields = (
            Said(
                "import.differs",
                field=name.replace("declared_", "valid_"),
                old=_shown(old, new),
                new=_shown(new, old),
            )
            for name, old, new in self.differs
        )
        waits = (Said("import.waits"),) if self.waits else ()
        return (Said(f"import.{self.act.value}", thing=what, key=key), *fields, *waits)


@dataclass(frozen=True)
class Plan:
    """Everything that an import would do. With problems it can only be looked at."""

    changes: tuple[Change, ...]
    unchanged: int
    problems: tuple[Problem, ...] = ()

    def words(self) -> tuple[Said, ...]:
        """The plan as lines: problems, or changes and how much stays as it is."""
        if self.problems:
            return tuple(problem.words() for problem in self.problems)
        lines = (line for change in self.changes for line in change.words())
        return (*lines, Said("import.unchanged", n=self.unchanged))

    def of(self, act: Act) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.act is act)


def difference(entries: Entries, directory: Directory) -> Plan:
    """What importing these entries would change; kinds that they leave out stay as they are."""
    problems = entries.problems or check(completed(entries, directory))
    wanted = list(versions(entries)) if not problems else []
    changes: list[Change] = []
    unchanged = 0
    first = directory.nobody_decides_yet()
    for kept in ALL if not problems else ():
        moved = _moved(changes) if kept is CREDENTIAL else frozenset[str]()
        if kept.kind not in entries.kinds:
            changes += _again(directory, moved)
            continue
        standing = _standing(directory, kept)
        for version in (version for version in wanted if version.kept is kept):
            key = kept.key_of(version.values)
            there, values = standing.pop(key, None), version.values
            again = there is not None and kept is CREDENTIAL and values["person"] in moved
            if kept is CREDENTIAL:
                values = settled(values, there, again=again, first=first)
            change = _change(kept, key, values, there, version.spot, again=again)
            changes.extend([change] if change else [])
            unchanged += change is None
        changes.extend(Change(Act.ENDED, kept, key, {}) for key in standing)
    return Plan(tuple(changes), unchanged, tuple(problems))


def _moved(changes: Iterable[Change]) -> frozenset[str]:
    """Who gets an account that was not theirs: a credential is for its accounts too (DR-17)."""
    return frozenset(
        change.values["person"]
        for change in changes
        if change.kept is ACCOUNT and change.act is not Act.ENDED
    )


def _again(directory: Directory, moved: frozenset[str]) -> Iterator[Change]:
    """The credentials of such people where the file has none: to be confirmed again."""
    for key, row in _standing(directory, CREDENTIAL).items() if moved else ():
        if row.person in moved:
            said = {name: row._mapping[name] for name in DECLARED} | {"confirmed": None}
            change = _change(CREDENTIAL, key, said, row, None, again=True)
            yield from [change] if change else []


def apply(plan: Plan, directory: Directory, now: datetime, by: str | None = None) -> None:
    """Do what the plan says, as of `now`; what already stands so is left alone.

    `by` registers the credentials; without one nobody can confirm them.
    Raises `Refused` when the plan has problems.
    """
    for problem in plan.problems:
        raise Refused(problem.rule, problem.words())
    fresh = directory.connection.execute(select(CREDENTIAL.table.c.row).limit(1)).first() is None
    if plan.changes:
        directory.changed()
    for change in plan.changes:
        standing = _standing(directory, change.kept, change.key).get(change.key)
        if change.act is Act.ENDED:
            if standing is not None:
                _end(directory, change.kept, standing, now)
        elif _change(change.kept, change.key, change.values, standing, None, again=change.again):
            if standing is not None:
                _end(directory, change.kept, standing, now)
            _add(directory, change, now, fresh, _registrar(change, standing, by))
    cards = Cards(directory.connection)
    for change in plan.changes:
        if change.kept is ROOM and change.act is Act.CHANGED:
            cards.again(change.key[0], now)


def _standing(
    directory: Directory, kept: Kept, key: tuple[Any, ...] | None = None
) -> dict[tuple[Any, ...], Row[Any]]:
    """The rows of a kind that stand, or the one with this key."""
    query = select(kept.table).where(stands(kept.table))
    if kept.only is not None:
        query = query.where(kept.only)
    for column, value in zip(kept.key, key or (), strict=key is not None):
        query = query.where(kept.table.c[column] == value)
    found = directory.connection.execute(query.order_by(kept.table.c.row))
    return {tuple(getattr(row, column) for column in kept.key): row for row in found}


def _change(
    kept: Kept,
    key: tuple[Any, ...],
    values: Mapping[str, Any],
    standing: Row[Any] | None,
    spot: Spot | None,
    *,
    again: bool = False,
) -> Change | None:
    if standing is None:
        return Change(Act.ADDED, kept, key, values, spot=spot)
    differs = tuple(
        (name, getattr(standing, name), value)
        for name, value in values.items()
        if getattr(standing, name) != value
    )
    changed = differs or again
    return Change(Act.CHANGED, kept, key, values, differs, spot, again) if changed else None


def _end(directory: Directory, kept: Kept, row: Row[Any], now: datetime) -> None:
    """The version stands no more; a hat that still counted counts until now (DR-18)."""
    values = {"superseded_at": now}
    if kept is CREDENTIAL and (row.valid_to is None or row.valid_to > now):
        values["valid_to"] = now
    directory.connection.execute(
        update(kept.table).where(kept.table.c.row == row.row).values(values)
    )


def _registrar(change: Change, standing: Row[Any] | None, by: str | None) -> str | None:
    """Who registers it: a mere end of the validity leaves it to whoever did."""
    if change.kept is not CREDENTIAL or standing is None or change.again:
        return by
    return standing.registered_by if carried(change.values, standing) else by


def _add(directory: Directory, change: Change, now: datetime, fresh: bool, by: str | None) -> None:
    """A new version. In a directory that has hats already, one never counts before it is here."""
    values = {**change.values, "recorded_at": now}
    if change.kept is CREDENTIAL:
        start = values["declared_from"] or now
        values["valid_from"] = start if fresh else max(start, now)
        values["valid_to"] = values["declared_to"]
        values["registered_by"] = by
    directory.connection.execute(insert(change.kept.table).values(values))
    if change.kept is ROOM and values["remote"]:
        directory.remember_remote(values["id"], values["remote"])


def _shown(value: Any, other: Any = None) -> str:
    """A field as text; of names and terms only what differs from the other."""
    match value:
        case None | "":
            return "–"
        case dict():
            there = other if isinstance(other, dict) else {}
            parts = (f"{key} {part}" for key, part in value.items() if there.get(key) != part)
            return ", ".join(parts) or "–"
        case list():
            items = (" ".join(i) if isinstance(i, list) else _shown(i) for i in value)
            return ", ".join(items) or "–"
        case datetime():
            return value.isoformat(" ", "minutes")
        case Enum():
            return str(value.value)
    return str(value)
