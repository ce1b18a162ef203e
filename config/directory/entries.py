"""What a directory file says, each entry with the place where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from coordination.agreement import Agreement, Article
from coordination.ceilings import Workspace
from coordination.confirmation import Confirmation
from coordination.parties import Body, Group, Organisation, Party, Person, Role, Room
from coordination.said import Said

T = TypeVar("T")


@dataclass(frozen=True)
class Spot:
    """A place in a file: its name, and the line or cell as words."""

    file: str
    where: Said


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be imported: where, by which rule, and what would be right."""

    spot: Spot
    rule: str
    said: Said

    def words(self) -> Said:
        """The whole of it as one line."""
        return Said("import.problem", file=self.spot.file, where=self.spot.where, what=self.said)


@dataclass(frozen=True)
class State:
    """A State, with the States that it cooperates with on adoptions (T-02)."""

    party: Party
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agency:
    """An agency, a party of one national group."""

    party: Party
    group: str


@dataclass(frozen=True)
class Member:
    """A person with the accounts by which the platforms know them: (platform, account)."""

    person: Person
    accounts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Accreditation:
    """A hat as the file gives it; without dates it counts from its import, without an end."""

    id: str
    person: str
    group: str
    role: Role
    party: str | None
    organisation: str | None
    can_commit: bool
    reference: str
    issued_by: str
    confirmation: Confirmation | None
    valid_from: datetime | None
    valid_to: datetime | None
    accredited_to: tuple[str, ...] = ()

    def meets(self, other: Accreditation) -> bool:
        """Whether both count at some instant."""
        return _before(self.valid_from, other.valid_to) and _before(other.valid_from, self.valid_to)


def _before(start: datetime | None, end: datetime | None) -> bool:
    return start is None or end is None or start < end


@dataclass(frozen=True)
class Entry(Generic[T]):
    """A value with its place; `cells` say where each of its fields stands."""

    value: T
    spot: Spot
    cells: Mapping[str, Spot] = field(default_factory=dict, compare=False)

    def at(self, name: str) -> Spot:
        """Where this field stands, or the entry when the file leaves it out."""
        return self.cells.get(name, self.spot)


@dataclass(frozen=True)
class Entries:
    """A whole directory. What is of a kind outside `kinds` was not in the file, and stays."""

    kinds: frozenset[str] = frozenset()
    states: tuple[Entry[State], ...] = ()
    agencies: tuple[Entry[Agency], ...] = ()
    organisations: tuple[Entry[Organisation], ...] = ()
    bodies: tuple[Entry[Body], ...] = ()
    groups: tuple[Entry[Group], ...] = ()
    people: tuple[Entry[Member], ...] = ()
    credentials: tuple[Entry[Accreditation], ...] = ()
    rooms: tuple[Entry[Room], ...] = ()
    workspaces: tuple[Entry[Workspace], ...] = ()
    agreements: tuple[Entry[Agreement], ...] = ()
    articles: tuple[Entry[Article], ...] = ()
    problems: tuple[Problem, ...] = ()
