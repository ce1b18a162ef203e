"""Who imports a directory, and so registers its accreditations; somebody else confirms (DR-17)."""

from __future__ import annotations

from collections.abc import Iterator

from config.directory.entries import Entries, Problem, Spot
from coordination.accrediting import OFFICE
from coordination.parties import Role
from coordination.said import Said
from storage.directory import Directory
from storage.directory.plan import Act, Plan
from storage.directory.standing import completed

REGISTRARS = (*OFFICE, Role.SYSADMIN)
"""The secretariat and the chair's office; or who keeps the bot running, on their word."""


def registrars(entries: Entries, directory: Directory) -> dict[str, str]:
    """Who may register, as the file and the register have it: names by id."""
    whole = completed(entries, directory)
    able = {e.value.person for e in whole.credentials if e.value.role in REGISTRARS}
    people = (e.value.person for e in whole.people)
    return {person.id: person.name for person in people if person.id in able}


def own_word(plan: Plan, by: str, name: str) -> tuple[Problem, ...]:
    """What the file says was confirmed by the very person who registers it, line by line."""
    return tuple(dict.fromkeys(_own_word(plan, by, name)))


def _own_word(plan: Plan, by: str, name: str) -> Iterator[Problem]:
    for change in plan.changes:
        fresh = change.act is Act.ADDED or any(field == "confirmed" for field, *_ in change.differs)
        given = change.values["confirmed"] if change.registers and fresh else None
        if given and given["by"].strip().casefold() in (by.casefold(), name.casefold()):
            spot = change.spot or Spot("", Said("import.register"))
            yield Problem(spot, "DR-17", Said("import.confirmed_by_registrar", name=given["by"]))
